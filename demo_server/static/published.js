"use strict";
// As published: this script keeps the token in a cookie that any script can read (weakness 6).

function idInToken() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("mytoken="));
  if (!cookie) return null;
  const payload = cookie.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)).id; // read without a key, and not verified
}

wireForm((answer) => {
  document.cookie = `mytoken=${answer.token};path=/`; // weaknesses 7 and 8: nothing else is set
  showVisitor(idInToken());
});

wireSignOut(async () => {
  document.cookie = "mytoken=;path=/;max-age=0"; // weakness 5: the token itself lives on
  return { result: "success" };
});

showVisitor(idInToken());
