"use strict";
// What both versions share: send the form, say what came back, show who is signed in, for how long.

const byId = (id) => document.getElementById(id);
// The server's clock: it may have travelled, and the browser's has not.
const serverNow = () => Number(document.body.dataset.now) + performance.now() / 1000;
const secondsLeft = () => Number(byId("left").dataset.exp) - serverNow();

function say(text) {
  byId("message").textContent = text;
}

function showVisitor(name, exp) {
  byId("who").textContent = name ?? "";
  byId("left").dataset.exp = exp ?? "";
  byId("visitor").hidden = !name;
  byId("sign-in").hidden = Boolean(name);
  showTime();
}

function showTime() {
  const left = Math.max(0, Math.ceil(secondsLeft()));
  const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  const units = ["h", "min", "s"];
  const shown = parts.map((part, place) => `${part} ${units[place]}`).slice(parts[0] ? 0 : 1);
  byId("left").textContent = left ? shown.join(" ") : "no longer: sign in again";
}

// Send the form to an address; an answer in the server's shape also where none came.
async function send(url, form) {
  try {
    const body = form && new URLSearchParams(new FormData(form));
    const response = await fetch(url, { method: "POST", body });
    return await response.json();
  } catch {
    return { result: "fail", msg: "The server did not answer. Is it still running?" };
  }
}

// Wire the form; onSignedIn gets the answer.
function wireForm(onSignedIn) {
  byId("sign-in").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    // A button without a formaction of its own would answer with the page's address.
    const own = event.submitter?.hasAttribute("formaction");
    const url = own ? event.submitter.formAction : form.action;
    const answer = await send(url, form);
    if (answer.result !== "success") {
      say(answer.msg);
      byId("pw").focus();
    } else if (url === form.action) {
      form.reset();
      onSignedIn(answer);
    } else {
      say("Your account is made. Now sign in.");
    }
  });
}

// Wire a button that signs out; forget must make the browser lose the token.
function wireSignOut(button, forget, told) {
  byId(button).addEventListener("click", async () => {
    const answer = await forget();
    if (answer.result !== "success") {
      say(answer.msg);
      return;
    }
    showVisitor(null);
    say(told);
    byId("id").focus();
  });
}

setInterval(showTime, 1000);
showTime();
