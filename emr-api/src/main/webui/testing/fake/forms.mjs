/** Forms with every kind of item, cut from those of the ministry; people and values are invented. */

const top = (code, title, titleEn, group, item, more = {}) => ({ url: `urn:emr:form:${code}`, code, version: "1", title, titleEn, law: "TT 32/2023/TT-BYT", effective: { start: "2024-01-01" }, confirmed: true, kind: "SHEET", group, classes: ["INPATIENT"], signers: [], item, ...more });
const group = (linkId, text, textEn, item, more = {}) => ({ linkId, text, textEn, type: "group", item, ...more });
const one = (linkId, text, textEn, type, more = {}) => ({ linkId, text, textEn, type, ...more });
const options = (...all) => all.map(([display, displayEn], i) => ({ code: String(i + 1), display, displayEn }));

export const RECORD = top("01/BV1", "Bệnh án nội khoa", "Medical record, internal medicine", "HISTORY", [
  group("hanh-chinh", "Hành chính", "Administration", [
    one("ho-ten", "Họ và tên", "Name", "string", { prefix: "1.", required: true, prefill: "patient.name" }),
    one("sinh-ngay", "Sinh ngày", "Born", "date", { prefix: "2.", prefill: "patient.birth" }),
    one("gioi", "Giới", "Sex", "choice", { prefix: "3.", layout: "boxes", required: true, answerOption: options(["Nam", "Male"], ["Nữ", "Female"]) }),
    one("nghe-nghiep", "Nghề nghiệp", "Occupation", "open-choice", { prefix: "4.", catalogue: "occupations" }),
    one("doi-tuong", "Đối tượng", "Payer", "choice", { prefix: "9.", answerOption: options(["BHYT", "Insurance"], ["Thu phí", "Self"], ["Miễn", "Free"], ["Khác", "Other"]) }),
    one("so-vao-vien", "Số vào viện", "Admission number", "string", { readOnly: true, prefill: "folder.admission-number" }),
  ], { prefix: "I.", layout: "columns-3" }),
  group("quan-ly", "Quản lý người bệnh", "Stay", [
    one("vao-vien", "Vào viện lúc", "Admitted", "dateTime", { prefix: "12.", required: true, prefill: "encounter.start" }),
    one("ra-vien", "Ra viện lúc", "Discharged", "dateTime", { prefix: "18." }),
    one("tong-ngay", "Tổng số ngày điều trị", "Days", "integer", { prefix: "19.", calculated: { function: "DAYS", of: ["vao-vien", "ra-vien"] }, unit: "ngày" }),
    group("chuyen-khoa", "Chuyển khoa", "Transfers", [
      one("khoa", "Khoa", "Ward", "string", { required: true }),
      one("luc", "Lúc", "At", "dateTime"),
      one("so-ngay", "Số ngày", "Days", "integer", { minValue: 0, maxValue: 999 }),
    ], { prefix: "16.", repeats: true, layout: "table" }),
  ], { prefix: "II." }),
  group("benh-an", "Bệnh án", "History", [
    one("ly-do", "Lý do vào viện", "Reason", "string", { required: true }),
    one("ngay-benh", "Vào ngày thứ … của bệnh", "Day of illness", "integer", { minValue: 1, maxValue: 400 }),
    one("benh-su", "Quá trình bệnh lý", "Course", "text", { required: true, hint: "Khởi phát, diễn biến, chẩn đoán, điều trị của tuyến dưới" }),
    one("di-ung", "Dị ứng", "Allergy", "boolean"),
    one("di-nguyen", "Dị nguyên", "Allergen", "string", { enableWhen: [{ question: "di-ung", operator: "=", answer: true }] }),
    one("tu-nguyen", "Tự nguyện điều trị", "Consents", "boolean", { required: true }),
    group("sinh-hieu", "Sinh hiệu", "Vital signs", [
      one("mach", "Mạch", "Pulse", "integer", { unit: "lần/ph", unitCode: "/min", minValue: 20, maxValue: 300, prefill: "vital.pulse" }),
      one("nhiet-do", "Nhiệt độ", "Temperature", "decimal", { unit: "°C", unitCode: "Cel", minValue: 30, maxValue: 45, decimals: 1, prefill: "vital.temperature" }),
      one("can-nang", "Cân nặng", "Weight", "decimal", { unit: "kg", decimals: 1, minValue: 0.2, maxValue: 400 }),
      one("chieu-cao", "Chiều cao", "Height", "decimal", { unit: "cm", decimals: 1, minValue: 20, maxValue: 250 }),
      one("bmi", "BMI", "BMI", "decimal", { decimals: 1, calculated: { function: "BMI", of: ["can-nang", "chieu-cao"] } }),
      one("gio-do", "Giờ đo", "Measured", "time"),
    ], { layout: "columns-3" }),
    one("tiem-chung", "Đã tiêm chủng", "Vaccinated against", "choice", { repeats: true, layout: "boxes", answerOption: options(["Lao", "TB"], ["Bại liệt", "Polio"], ["Sởi", "Measles"]) }),
    one("benh-chinh", "Bệnh chính", "Main illness", "open-choice", { required: true, catalogue: "icd10", prefill: "condition.primary" }),
    one("benh-kem", "Bệnh kèm theo", "Other illnesses", "open-choice", { repeats: true, catalogue: "icd10" }),
    one("tien-luong", "Tiên lượng", "Prognosis", "open-choice", { answerOption: options(["Tốt", "Good"], ["Dè dặt", "Guarded"]) }),
    one("loi", "Bác sỹ ghi đầy đủ, không viết tắt.", "Write everything out.", "display"),
  ], { prefix: "III." }),
], { kind: "RECORD", mandatory: true, once: true, confirmed: false });

const soap = ["S", "O", "A", "P"].map((letter, i) => one(letter.toLowerCase(), letter, ["Subjective", "Objective", "Assessment", "Plan"][i], "text"));
export const TREATMENT = top("36/BV2", "Phiếu theo dõi điều trị", "Treatment sheet", "TREATMENT", [
  group("dau", "", "", [one("to-so", "Tờ số", "Sheet number", "integer", { minValue: 1 }), one("khoa", "Khoa", "Ward", "string", { prefill: "stay.department" })], { layout: "columns-2" }),
  one("chan-doan", "Chẩn đoán", "Diagnosis", "open-choice", { required: true, catalogue: "icd10" }),
  group("dien-bien", "Diễn biến và chỉ định", "Course and orders", [
    one("luc", "Thời gian", "Time", "dateTime", { required: true, prefill: "now" }),
    group("dien-bien-benh", "Diễn biến bệnh", "Course", soap),
    one("chi-dinh", "Chỉ định", "Orders", "text", { prefill: "order.current" }),
  ], { repeats: true, layout: "entries" }),
], { mandatory: true });

const places = (codes) => codes.map((code) => ({ code, display: `Răng ${code}`, displayEn: `Tooth ${code}` }));
export const VITALS = top("CNS", "Phiếu theo dõi chức năng sống", "Vital signs chart", "CARE", [
  group("do", "Chức năng sống", "Vital signs", [
    one("luc", "Giờ đo", "Time", "dateTime", { required: true }),
    one("mach", "Mạch", "Pulse", "integer", { unitCode: "/min", minValue: 20, maxValue: 300 }),
    one("nhiet-do", "Nhiệt độ", "Temperature", "decimal", { unit: "°C", unitCode: "Cel", minValue: 30, maxValue: 45, decimals: 1 }),
    one("ha-tren", "HA tâm thu", "Systolic", "integer", { minValue: 30, maxValue: 300 }),
    one("ha-duoi", "HA tâm trương", "Diastolic", "integer", { minValue: 20, maxValue: 200 }),
    one("nhip-tho", "Nhịp thở", "Respiration", "integer", { minValue: 4, maxValue: 80 }),
  ], { repeats: true, layout: "vital-grid" }),
  group("rang", "Sơ đồ răng", "Teeth", [
    one("rang-so", "Răng", "Tooth", "choice", { answerOption: places([1, 2, 3, 4].flatMap((q) => Array.from({ length: 8 }, (_, i) => String(q * 10 + i + 1)))) }),
    one("rang-ghi", "Tổn thương", "Finding", "string"),
  ], { repeats: true, layout: "tooth" }),
]);
