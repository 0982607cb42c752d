"use strict";
// Hardened: the server sets and clears the cookie; no script ever sees the token.

const signOutUrl = document.currentScript.dataset.signOut;

wireForm((_answer, name) => showVisitor(name));
wireSignOut(() => send(signOutUrl));
