import type { exportsVi } from "./exports.vi";

/** The words of exports.vi.ts in English. */
export const exportsEn: Record<keyof typeof exportsVi, string> = {
  "exports.takeOut": "Take out as data",
  "exports.one": "This whole record as HoSoBenhAn data (annex of CV 365/TTYQG-GPQLCL): what was completed and what systems told; sheets that are still drafts are not in it.",
  "exports.traced": "Each time is traced. The file's name tells nothing about the patient; keep the file as you keep the record.",
  "exports.xml": "Save XML",
  "exports.json": "Save JSON",
};
