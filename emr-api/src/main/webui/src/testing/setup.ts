import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { dictionaries } from "../lang";
import { en } from "../lang/en";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

// Here it is as if English had been read before: what comes later has its own test.
dictionaries.en = en;

// A page that takes longer on a busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
  window.history.replaceState(null, "", "/");
  localStorage.clear();
  sessionStorage.clear();
});

// jsdom has no canvas; axe asks for one and does without.
HTMLCanvasElement.prototype.getContext = (() => null) as never;
