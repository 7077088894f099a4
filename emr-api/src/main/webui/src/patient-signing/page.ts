import { later } from "../frame/later";

/** Of who holds a link; nobody else fetches it. */
export const PatientPage = later(async () => (await import("./PatientPage")).PatientPage, "patientSigning.page");
/** What the staff opens at the place of a patient. */
export const AskPatient = later(async () => (await import("./AskPatient")).AskPatient);
