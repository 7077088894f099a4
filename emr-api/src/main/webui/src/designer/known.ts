/** What a definition may name, as the server knows it; a test holds these against its sources. */

export const TYPES = ["group", "display", "string", "text", "integer", "decimal", "boolean", "date", "dateTime", "time", "choice", "open-choice"] as const;

export const CATALOGUES = ["icd10", "icd9", "departments", "staff", "facilities", "services", "medicines", "occupations", "ethnic-groups", "nationalities", "provinces", "districts", "wards"] as const;

export const FUNCTIONS = ["SUM", "BMI", "DAYS", "DIFFERENCE", "COUNT"] as const;

/** Facts of the record that answer an item until a person does. */
export const PATHS = [
  "patient.name", "patient.birth", "patient.age", "patient.sex", "patient.number", "patient.national-id", "patient.passport", "patient.blood-group", "patient.allergies", "patient.problems", "procedure.all", "procedure.start", "procedure.sort", "procedure.name", "procedure.method", "procedure.anaesthesia", "procedure.operator", "procedure.anaesthetist", "allergy.trait", "allergy.words",
  "patient.insurance-number", "patient.insurance-from", "patient.insurance-until", "patient.insurance-place", "patient.occupation", "patient.ethnicity", "patient.nationality", "patient.foreign-nationality",
  "patient.address", "patient.address.street", "patient.address.ward", "patient.address.district", "patient.address.province", "patient.phone",
  "patient.relative.name", "patient.relative.address", "patient.relative.phone", "patient.mother", "patient.father",
  "folder.admission-number", "folder.archive-number", "folder.class",
  "encounter.number", "encounter.start", "encounter.end", "encounter.days", "encounter.reason", "encounter.outcome", "encounter.discharge-kind", "encounter.payer",
  "stay.department", "stay.room", "stay.bed", "stay.first.department", "stay.first.start", "stay.first.days", "stay.transfers", "stay.left", "stay.entered", "stay.start", "stay.days",
  "facility.name", "facility.code",
  "condition.referral", "condition.admission", "condition.department", "condition.primary", "condition.secondary", "condition.complication",
  "vital.pulse", "vital.temperature", "vital.systolic", "vital.diastolic", "vital.respiration", "vital.weight", "vital.height", "vital.spo2", "vital.urine", "vital.readings",
  "medication.current", "order.open", "order.current", "report.summary", "staff.attending", "caller.name", "now", "today",
] as const;

export const SETTINGS = ["INPATIENT", "DAY", "OUTPATIENT", "COMMUNE"] as const;
export const ROLES = ["ATTENDING", "DIRECTOR", "HEAD", "NURSE", "HEAD_NURSE", "PATIENT", "WITNESS", "CHAIR", "SECRETARY", "HANDING", "RECEIVING", "SURGEON", "ANAESTHETIST", "LABORATORY", "IMAGING"] as const;
