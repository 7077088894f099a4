// One load for all of them: who signs looks at keys and verifies, too.
export { InboxPage } from "./InboxPage";
export { KeysPage } from "./KeysPage";
export { TrustedPage } from "./TrustedPage";
export { VerifyPage } from "./VerifyPage";
