"use strict";
// What both versions share: send a form, say what came back, count down the token's time.

const byId = (id) => document.getElementById(id);

// When the browser asked for the page, by its own clock. performance.now() is used once only:
// it stands still while a computer sleeps.
let asked = Date.now() - performance.now();
// The server's clock: it may have travelled, and the browser's has not.
const serverNow = () => Number(document.body.dataset.now) + (Date.now() - asked) / 1000;
const secondsLeft = () => Number(byId("left").dataset.exp) - serverNow();
const hasEnded = () => Boolean(byId("left")?.dataset.exp) && secondsLeft() <= 0;
const utc = (seconds) => new Date(seconds * 1000).toUTCString(); // a NumericDate for people

function showTime() {
  if (!byId("left")) return; // nobody is signed in
  const left = Math.max(0, Math.ceil(secondsLeft()));
  const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  const units = ["h", "min", "s"];
  const shown = parts.map((part, place) => `${part} ${units[place]}`).slice(parts[0] ? 0 : 1);
  byId("left").textContent = shown.join(" ");
  byId("good").hidden = hasEnded();
  byId("ended").hidden = !hasEnded();
}

// Say it in a card or form. The role "status" is a success, "alert" a failure: see page.css.
function say(card, role, text) {
  for (const place of document.querySelectorAll(".says")) place.replaceChildren();
  const said = document.createElement("p");
  said.setAttribute("role", role);
  said.textContent = text;
  card.querySelector(".says").append(said);
}

// Say in a form what failed; the password is to be typed again, or else the first field.
function sayFailure(form, text) {
  say(form, "alert", text);
  for (const field of form.querySelectorAll("[type=password]")) field.value = "";
  form.querySelector(text.includes("password") ? "[type=password]" : "input:not([hidden])").focus();
}

// Who has just signed up finds the id filled in.
function saySignedUp(id) {
  byId("sign-up").reset();
  byId("user-id").value = id;
  byId("pw").focus();
  say(byId("sign-in"), "status", "Your account is made. Now sign in.");
}

// Post a form's fields; an answer in the server's shape also where none came.
async function send(form) {
  try {
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(form.action, { method: "POST", body });
    return { status: response.status, ...(await response.json()) };
  } catch {
    return { result: "fail", msg: "The server did not answer. Is it still running?" };
  }
}

// Let `submit` send each form; a second click, while the first is under way, does nothing.
function wireForms(submit) {
  let busy = false;
  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      await submit(event.target);
    } finally {
      busy = false;
    }
  });
}

setInterval(showTime, 1000);
showTime();
