"use strict";
// As published: this script keeps the token in a cookie that any script can read (weakness 6).

function tokenInCookie() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("mytoken="));
  return cookie?.slice("mytoken=".length);
}

// Read a part of the token: without a key, and nothing is verified.
function decode(part) {
  const text = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function addRow(part, name, value) {
  const row = byId("claims").insertRow();
  for (const text of [part, name, value]) row.insertCell().textContent = text;
  row.cells[0].className = part;
}

function showToken(token) {
  const [header, payload, signature] = token.split(".");
  const { id, exp } = decode(payload);
  byId("who").textContent = id;
  byId("left").dataset.exp = exp;
  for (const [name, part] of Object.entries({ header, payload, signature }))
    byId(name).textContent = part;
  for (const [name, value] of Object.entries(decode(header))) addRow("header", name, value);
  for (const [name, value] of Object.entries(decode(payload)))
    addRow("payload", name, name === "exp" ? `${value}, which is ${utc(value)}` : value);
  addRow("signature", "", "made with the server's key");
}

function show() {
  const token = tokenInCookie();
  for (const personal of ["who", "claims", "header", "payload", "signature"])
    byId(personal).replaceChildren();
  byId("left").dataset.exp = "";
  byId("visitor").hidden = !token;
  byId("sign-in").hidden = byId("sign-up").hidden = Boolean(token);
  if (token) showToken(token);
  showTime();
}

wireForms(async (form) => {
  const answer = await send(form);
  if (answer.result !== "success") {
    sayFailure(form, answer.msg);
  } else if (form.id === "sign-up") {
    saySignedUp(byId("new-id").value);
  } else {
    document.cookie = `mytoken=${answer.token};path=/`; // weaknesses 7 and 8: nothing else is set
    form.reset();
    show();
    byId("visitor-title").focus();
  }
});

byId("sign-out").addEventListener("click", () => {
  document.cookie = "mytoken=;path=/;max-age=0"; // weakness 5: the token itself lives on
  show();
  say(byId("sign-in"), "status", "You are signed out.");
  byId("user-id").focus();
});

show();
addEventListener("pageshow", show);
document.addEventListener("visibilitychange", show);
