// One load for all of them: who signs looks at keys and verifies, too.
export { DevicePage } from "./DevicePage";
export { InboxPage } from "./InboxPage";
export { InsurancePage } from "./InsurancePage";
export { KeysPage } from "./KeysPage";
export { ServicesPage } from "./ServicesPage";
export { TrustedPage } from "./TrustedPage";
export { VerifyPage } from "./VerifyPage";
