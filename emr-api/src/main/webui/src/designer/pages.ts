// One load for both pages: who lists forms opens one.
export { DesignerPage } from "./DesignerPage";
export { FormDesk } from "./FormDesk";
