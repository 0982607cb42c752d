"use strict";
// As published: this script keeps the token in a cookie that any script can read (weakness 6).

function claimsInToken() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("mytoken="));
  if (!cookie) return {};
  const payload = cookie.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)); // read without a key, and not verified
}

function show() {
  const { id, exp } = claimsInToken();
  showVisitor(id, exp);
}

wireForm((answer) => {
  document.cookie = `mytoken=${answer.token};path=/`; // weaknesses 7 and 8: nothing else is set
  show();
  say("You are signed in.");
  byId("sign-out").focus();
});

async function forget() {
  document.cookie = "mytoken=;path=/;max-age=0"; // weakness 5: the token itself lives on
  return { result: "success" };
}

wireSignOut("sign-out", forget, "You are signed out.");
show();
