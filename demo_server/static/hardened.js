"use strict";
// Hardened: the server sets and clears the cookies; no script ever sees a token.

const urls = document.currentScript.dataset;
// Not a secret: it only says that asking for a new token may be worth while.
const memory = { get known() { return localStorage.getItem("known") === "yes"; },
                 set known(yes) { localStorage.setItem("known", yes ? "yes" : "no"); } };

async function renew() {
  const answer = await send(urls.refresh);
  memory.known = answer.result === "success";
  return answer;
}

// Signing out needs a live access token: the refresh token travels to /refresh only.
async function end(url) {
  if (secondsLeft() <= 0) await renew();
  memory.known = false;
  return send(url);
}

wireForm(() => {
  memory.known = true;
  location.reload();
});
wireSignOut("sign-out", () => end(urls.signOut), "You are signed out.");
wireSignOut("everywhere", () => end(urls.everywhere), "You are signed out on every device.");

byId("refresh").addEventListener("click", async () => {
  const answer = await renew();
  if (answer.result === "success") location.reload();
  else say(answer.msg);
});

// Who comes back after the access token's end, but before the refresh token's, is still signed in.
if (byId("visitor").hidden && memory.known) {
  renew().then((answer) => {
    if (answer.result === "success") location.reload();
  });
}
