"use strict";
// Hardened: the server sets and clears the cookies; no script ever sees a token.

// One tab at a time: a refresh token that is used twice ends its session. A page without Web Locks
// (plain HTTP beyond this machine) renews only when a person asks for it.
const alone = (work) => (navigator.locks ? navigator.locks.request("refresh", work) : work());
const card = () => byId("visitor") ?? byId("sign-in");

// Show who is signed in, and until when, as the server knows it now. False where it does not answer.
async function update() {
  const askedNow = Date.now();
  const response = await fetch(document.body.dataset.home).catch(() => null);
  if (!response?.ok) return false;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const who = (page) => page.getElementById("who")?.textContent;
  const part = who(fresh) && who(fresh) === who(document) ? "token" : "cards";
  byId(part).replaceWith(fresh.getElementById(part));
  document.body.dataset.now = fresh.body.dataset.now;
  asked = askedNow;
  showDates();
  return true;
}

function showDates() {
  showTime();
  for (const date of document.querySelectorAll("[data-seconds]"))
    date.textContent = `(${utc(date.dataset.seconds)})`;
}

// Renew a token that has ended; true where it is good again.
async function renew() {
  await update(); // another tab may have renewed it meanwhile, or signed out
  if (!hasEnded()) return Boolean(byId("visitor"));
  const answer = await send(byId("renew"));
  await update();
  if (answer.result !== "success") say(card(), "alert", answer.msg);
  return answer.result === "success";
}

async function comeBack() {
  showTime();
  if (document.hidden || !hasEnded() || !navigator.locks) return;
  await alone(() => hasEnded() && renew());
}

function sayDone(form) {
  if (form.id === "sign-up") return saySignedUp(byId("new-id").value);
  if (form.id === "sign-in" && !byId("visitor"))
    return sayFailure(byId("sign-in"), "This browser did not keep the server's cookies.");
  if (form.dataset.done) say(card(), "status", form.dataset.done);
  if (form.id !== "renew") (byId("user-id") ?? byId("visitor-title")).focus();
}

function sayNotDone(form, answer) {
  if (form.querySelector(".says")) return sayFailure(form, answer.msg);
  const still = form.id === "renew" || !byId("visitor") ? "" : "You are still signed in: ";
  say(card(), "alert", still + answer.msg);
}

async function submit(form) {
  if (form.id === "change-password" && hasEnded() && !(await renew())) return;
  const answer = await send(form);
  const over = answer.status === 401 && byId("visitor"); // who was signed in is not any more
  const done = answer.result === "success";
  if (((done && form.id !== "sign-up") || over) && !(await update()))
    return location.assign(document.body.dataset.home); // so that the page shows nothing old
  if (done && form.id === "change-password") {
    form.reset();
    form.closest("details").open = false;
  }
  if (done) sayDone(form);
  else if (over) say(card(), "alert", answer.msg);
  else sayNotDone(form, answer);
}

wireForms((form) => alone(() => submit(form)));

// So that the first click gets there, also after the token's end.
byId("protected").addEventListener("click", async (event) => {
  const newTab = event.ctrlKey || event.metaKey || event.shiftKey;
  if (!event.target.href || newTab || !hasEnded()) return;
  event.preventDefault();
  if (await alone(renew)) location.assign(event.target.href);
});

showDates();
addEventListener("pageshow", comeBack);
document.addEventListener("visibilitychange", comeBack);
