"use strict";
// What both versions share: send the form, say what came back, show who is signed in.

const byId = (id) => document.getElementById(id);

function say(text) {
  byId("message").textContent = text;
}

function showVisitor(name) {
  byId("who").textContent = name ?? "";
  byId("visitor").hidden = !name;
  byId("sign-in").hidden = Boolean(name);
}

// Send the form to the address of the button that was pressed; null when no answer came.
async function send(url, form) {
  try {
    const body = form && new URLSearchParams(new FormData(form));
    const response = await fetch(url, { method: "POST", body });
    return await response.json();
  } catch {
    return { result: "fail", msg: "The server did not answer. Is it still running?" };
  }
}

// Wire the form; onSignedIn gets the answer and the id that was typed.
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
      const name = byId("id").value;
      form.reset();
      onSignedIn(answer, name);
      say("You are signed in.");
      byId("sign-out").focus();
    } else {
      say("Your account is made. Now sign in.");
    }
  });
}

// Wire the button; forget must make the browser lose the token.
function wireSignOut(forget) {
  byId("sign-out").addEventListener("click", async () => {
    const answer = await forget();
    if (answer.result !== "success") {
      say(answer.msg);
      return;
    }
    showVisitor(null);
    say("You are signed out.");
    byId("id").focus();
  });
}
