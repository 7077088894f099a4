import { said } from "./diagnoses.mjs";
import { ago, DAY, NOW, PEOPLE, random, sent, uuid, WARDS } from "./people.mjs";

const LIS = "LIS Sao Mai";
const HIS = "HIS Bình Minh";
const PACS = "PACS Hải Vân";
export const CLAIMS = "Hồ sơ BHYT";
export const origin = (sourceName, iso, n) => ({ sourceName, statedAt: sent(iso), recordedAt: iso, inboundId: uuid(900000 + n) });

const PANELS = [
  ["Công thức máu", [["WBC", "Bạch cầu", "10^9/L", 4, 10, 9.2, 2.6, 1], ["RBC", "Hồng cầu", "10^12/L", 3.8, 5.2, 4.1, 0.3, 2], ["HGB", "Huyết sắc tố", "g/L", 120, 160, 118, 8, 0], ["HCT", "Hematocrit", "%", 36, 48, 35.5, 2, 1], ["PLT", "Tiểu cầu", "10^9/L", 150, 400, 262, 60, 0], ["NEU%", "Bạch cầu trung tính", "%", 45, 75, 71, 9, 1], ["LYM%", "Bạch cầu lympho", "%", 20, 40, 21, 6, 1]]],
  ["Sinh hóa máu", [["GLU", "Glucose", "mmol/L", 3.9, 6.4, 8.1, 1.9, 1], ["URE", "Ure", "mmol/L", 2.5, 7.5, 8.6, 1.7, 1], ["CRE", "Creatinin", "µmol/L", 53, 97, 108, 14, 0], ["NA", "Natri", "mmol/L", 135, 145, 137, 3, 0], ["K", "Kali", "mmol/L", 3.5, 5, 4.3, 0.7, 1], ["CL", "Clo", "mmol/L", 98, 106, 101, 3, 0], ["AST", "AST (GOT)", "U/L", null, 37, 32, 12, 0], ["ALT", "ALT (GPT)", "U/L", null, 40, 29, 11, 0], ["ALB", "Albumin", "g/L", 35, 52, 36, 3, 1], ["CHO", "Cholesterol toàn phần", "mmol/L", null, 5.2, 5.4, 0.6, 1]]],
  ["Viêm và tim mạch", [["CRP", "CRP định lượng", "mg/L", null, 5, 24, 22, 1], ["PCT", "Procalcitonin", "ng/mL", null, 0.05, 0.2, 0.15, 2], ["TNTH", "Troponin T hs", "ng/L", null, 14, 19, 6, 1], ["BNP", "NT-proBNP", "pg/mL", null, 125, 640, 320, 0]]],
  ["Nội tiết", [["A1C", "HbA1c", "%", 4, 6, 7.8, 0.6, 1], ["TSH", "TSH", "mIU/L", 0.27, 4.2, 2.1, 0.6, 2]]],
  ["Nước tiểu", [["U-PRO", "Protein niệu", "", null, null, null, null, 0], ["U-GLU", "Glucose niệu", "", null, null, null, null, 0]]],
];
const RARE = { A1C: 5, TSH: 7, BNP: 3, PCT: 2, CHO: 4, "U-PRO": 3, "U-GLU": 3, TNTH: 2 };
const DAYS_AGO = [0, 1, 2, 3, 5, 7, 12, 20, 33, 47, 62, 91, 121, 150, 182, 214, 247, 280, 312, 345, 402, 470, 551, 640, 742, 900, 1105];

function levelOf(value, low, high) {
  if (high !== null && value > high * 1.9) return "HH";
  if (high !== null && value > high) return "H";
  if (low !== null && value < low * 0.8) return "LL";
  return low !== null && value < low ? "L" : "N";
}

export function laboratory(days, sets = DAYS_AGO) {
  const next = random(7);
  const shown = sets.map((d, i) => ({ d, i })).filter(({ d }) => d <= days);
  const dates = shown.map(({ d, i }) => ({ at: ago(d, 6 + (i % 5), (i * 7) % 60), sent: sent(ago(d, 6 + (i % 5), (i * 7) % 60)).sent, precision: "MINUTE", reportId: uuid(5000 + i) }));
  const reports = shown.map(({ d, i }) => ({ id: uuid(5000 + i), sourceName: LIS, recordedAt: ago(d, 9, 40) }));
  const rows = [];
  for (const [panel, analytes] of PANELS) {
    for (const [code, text, unit, low, high, mean, spread, places] of analytes) {
      const range = { ...(low !== null && { low }), ...(high !== null && { high }), ...(low === null && high === null ? { text: "Âm tính" } : { text: low === null ? `< ${high}` : `${low} - ${high}` }) };
      const cells = [];
      sets.forEach((d, i) => {
        const roll = next();
        const wave = Math.sin(i / 2.3 + code.length) * 0.7 + (roll - 0.5) * 1.4;
        if (d > days || i % (RARE[code] ?? 1) !== 0 || (roll > 0.93 && i > 1)) return;
        const base = { date: shown.findIndex((s) => s.i === i), report: shown.findIndex((s) => s.i === i), line: cells.length + 1, status: i === 0 && panel === "Viêm và tim mạch" ? "PRELIMINARY" : "FINAL", range, corrected: i === 3 && code === "K" };
        if (mean === null) {
          const odd = roll > 0.6;
          cells.push({ ...base, text: odd ? "Dương tính (+)" : "Âm tính", level: odd ? "A" : "N" });
          return;
        }
        const value = Number(Math.max(mean * 0.05, mean + wave * spread).toFixed(places));
        const claimed = i === 0 && ["GLU", "K"].includes(code) && [{ sourceName: CLAIMS, reportId: uuid(5300), text: code === "K" ? value.toFixed(places) : (value + 0.4).toFixed(places), differs: code !== "K" }];
        cells.push({ ...base, text: value.toFixed(places), number: value, level: levelOf(value, low, high), flag: "", ...(claimed && { beside: claimed }) });
      });
      if (cells.length > 0) rows.push({ code, system: "local", text, unit, range, panel, cells });
    }
  }
  return { dates, reports, rows };
}

export function big(width = 200, height = 200) {
  const dates = Array.from({ length: width }, (_, i) => ({ at: new Date(NOW - i * 2 * DAY).toISOString(), reportId: uuid(5000) }));
  const next = random(3);
  const rows = Array.from({ length: height }, (_, r) => ({
    code: `T${r}`, system: "local", text: `Chỉ số thử ${r}`, unit: "U/L", range: { low: 10, high: 40 }, panel: `Nhóm ${Math.floor(r / 20) + 1}`,
    cells: dates.map((_d, i) => { const number = Math.round(next() * 60); return { date: i, report: 0, text: String(number), number, level: levelOf(number, 10, 40), status: "FINAL" }; }),
  }));
  return { dates, reports: [{ id: uuid(5000) }], rows };
}

const ANTIBIOTICS = [["AMP", "Ampicillin", "R", 32], ["CTX", "Cefotaxim", "S", 0.5], ["CIP", "Ciprofloxacin", "I", 0.5], ["GEN", "Gentamicin", "S", 1], ["MEM", "Meropenem", "S", 0.25]];
const CULTURE = ["Escherichia coli", "Klebsiella pneumoniae"].map((of, n) => ({ reportId: uuid(5100 + n), text: "Kháng sinh đồ", line: n + 1, of, status: "FINAL", observations: ANTIBIOTICS.slice(0, 5 - n).map(([code, name, flag, mic], i) => ({ line: i + 1, code, name, text: String(mic), number: mic, unit: "mg/L", flag, level: flag === "S" ? "N" : "A", status: "FINAL" })) }));

export function report(id) {
  const lab = laboratory(50_000);
  const index = lab.dates.findIndex((d) => d.reportId === id);
  const at = lab.dates[Math.max(0, index)].at;
  return {
    id, code: "XNTQ", text: "Xét nghiệm máu tổng hợp", category: "LAB", status: index === 3 ? "CORRECTED" : "FINAL", effective: sent(at), issued: sent(at), performer: "Khoa Xét nghiệm", specimen: "Máu tĩnh mạch", fillerNumber: `XN${260000 + index}`,
    observations: lab.rows.flatMap((row, i) => row.cells.filter((c) => c.date === index).map((c) => ({ line: i + 1, code: row.code, name: row.text, text: c.text, number: c.number, unit: row.unit, range: c.range, level: c.level, status: c.corrected ? "CORRECTED" : c.status, notes: row.code === "K" ? ["Mẫu không vỡ hồng cầu."] : [] }))),
    ...(index === 4 && { children: CULTURE }),
    notes: ["Kết quả chỉ có giá trị trên mẫu thử.", "Đã hội chẩn với khoa lâm sàng."],
    versions: [{ version: 1, at, sourceName: LIS }, { version: 2, at, sourceName: LIS }],
    origin: origin(LIS, at, index),
  };
}

/** What the claims say of the first person otherwise, and what both say. */
function toldOf(row) {
  const his = (what, more) => ({ what, sourceName: HIS, statedAt: ago(6, 13, 58), stands: true, differs: false, ...more });
  const claims = (what, more) => ({ what, sourceName: CLAIMS, statedAt: ago(20, 7, 20), stands: false, differs: true, ...more });
  return [
    his("NAME", { text: row.name }), claims("NAME", { text: "Nguyễn Thị Ánh Tuyến" }),
    his("BIRTH", { time: row.birth }), claims("BIRTH", { time: { sent: "1957", precision: "YEAR", from: "1956-12-31T17:00:00Z" } }),
    his("SEX", { text: row.sex }), claims("SEX", { text: row.sex, differs: false }),
    his("NATIONAL_ID", { text: row.cccdMasked }), claims("NATIONAL_ID", { text: "•••••••••771" }),
    his("PHONE", { text: "0900 000 112" }), claims("PHONE", { text: "0900 000 119" }),
    his("OCCUPATION", { text: "Hưu trí" }), claims("OCCUPATION", { text: "Nông dân" }),
  ];
}

export function chart(id) {
  const row = PEOPLE.find((p) => p.id === id);
  if (!row) return undefined;
  const first = row === PEOPLE[0];
  const lab = laboratory(50_000);
  const started = ago(6, 14, 5);
  const visit = (n, cls, from, to, reason, stays, folder) => ({ id: uuid(3000 + n), visitNumber: `LK26-${4100 - n * 13}`, class: cls, status: to ? "FINISHED" : "IN_PROGRESS", start: sent(from), ...(to && { end: sent(to) }), facility: "Bệnh viện Đa khoa Minh Họa", attendingDoctor: "Phan Quốc Bảo", reason, stays, ...(folder && { folder: { id: uuid(7700 + n), state: folder, retention: { keptAs: "PATIENT_RECORD", years: 10, ...(to && { until: "2036-12-31" }) } } }), origin: origin(HIS, from, n) });
  const stay = (department, room, bed, from, to) => ({ department, departmentCode: WARDS.find((w) => w.name === department)?.code, room, bed, start: sent(from), ...(to && { end: sent(to) }) });
  const told = (lead, other, differing) => {
    const { visitNumber, status, start, end, attendingDoctor, reason, stays } = lead;
    const said = { visitNumber, class: lead.class, status, start, end, department: stays[0]?.department, attendingDoctor, reason, origin: lead.origin };
    const claim = { ...said, attendingDoctor: undefined, ...other, origin: { ...origin(CLAIMS, lead.start.from, 150), statedAt: sent(ago(0, 7, 20)) } };
    return { ...lead, otherNumbers: other.visitNumber ? [other.visitNumber] : [], otherIds: [`${lead.id}-claim`], said: [said, claim], differing };
  };
  return {
    patient: {
      ...row, stay: undefined, otherNames: first ? ["Nguyễn Thị Tuyết"] : [],
      identifiers: [{ kind: "PATIENT_NUMBER", system: "BV", value: row.patientNumber, active: true }, { kind: "CCCD", system: "vn", masked: row.cccdMasked, active: true }, { kind: "INSURANCE_CARD", system: "bhxh", masked: "GD4 •••• ••21 087", active: true }, { kind: "CMND", system: "vn", masked: "•••••0442", active: false }],
      ...(first && { bloodGroup: "O Rh+" }),
      addresses: [{ use: "HOME", full: "Số 12 đường Giả Định, phường Minh Họa, thành phố Ví Dụ" }], phones: ["0900 000 112"], ethnicity: "Kinh", occupation: "Hưu trí", nationality: "VNM",
      relatives: [{ name: "Trần Minh Khải", relation: "Con trai", phone: "0900 000 113", representative: true }],
      ...(first && { told: toldOf(row) }),
      warnings: first ? ["CCCD_SEX_MISMATCH"] : [], origin: origin(HIS, ago(6, 13, 58), 1), ...(row.deceased && { deceasedAt: sent(ago(2, 3, 40)) }),
    },
    ...(row.id === uuid(2) && { restricted: [{ part: "DIAGNOSTIC_REPORT" }, { part: "ENCOUNTER", nameVi: "Sức khỏe tâm thần", nameEn: "Mental health" }] }),
    withdrawn: first ? [{ reportId: lab.dates[2].reportId, report: "Xét nghiệm máu tổng hợp", name: "Troponin T", at: ago(1, 8, 20), sourceName: LIS }] : [],
    mergedFrom: first ? [{ id: uuid(61), name: row.name, patientNumber: "BN0240527" }] : [],
    ...(row.stay && { currentStay: { department: row.stay.department, room: row.stay.room, bed: row.stay.bed, since: sent(started), dayNumber: 7 } }),
    encounters: [
      told(visit(1, "INPATIENT", started, null, "Khó thở tăng dần, phù hai chân", [stay("Khoa Nội tổng hợp", "201", "01", ago(4, 9, 30)), stay("Khoa Hồi sức cấp cứu", "H2", "05", started, ago(4, 9, 30))], "IN_TREATMENT"), { visitNumber: "DT26-00917", status: "FINISHED", end: sent(ago(0, 7, 0)), department: "Khoa Hồi sức cấp cứu" }, ["status", "department"]),
      visit(2, "EXAMINATION", ago(62, 8, 10), ago(62, 11, 5), "Tái khám đái tháo đường, tăng huyết áp", []),
      told(visit(3, "INPATIENT", ago(351, 19, 20), ago(340, 10, 0), "Viêm phổi mắc phải cộng đồng", [stay("Khoa Nội tổng hợp", "204", "03", ago(351, 19, 20), ago(340, 10, 0))], "COMPLETED"), { reason: undefined }, []),
      visit(4, "EXAMINATION", ago(640, 7, 45), ago(640, 9, 30), "Khám sức khỏe định kỳ", []),
      visit(5, "EMERGENCY", ago(1105, 22, 10), ago(1104, 6, 0), "Chóng mặt, huyết áp 190/100", []),
    ],
    diagnosable: first ? [uuid(3001)] : [],
    conditions: [...(first ? said(uuid(3001)) : []), ...[["I50.0", "Suy tim sung huyết", "primary", true, 6, uuid(3001)], ["E11.9", "Đái tháo đường típ 2", "secondary", true, 640], ["I10", "Tăng huyết áp vô căn (nguyên phát)", "secondary", true, 1105], ["N18.3", "Bệnh thận mạn, giai đoạn 3", "secondary", true, 62], ["J18.9", "Viêm phổi, không xác định", "primary", false, 351, uuid(3003)], ["I50.0", undefined, "admission", true, 6, `${uuid(3001)}-claim`, CLAIMS], ["J189", undefined, "primary", false, 351, `${uuid(3003)}-claim`, CLAIMS]].map(([code, text, rank, active, d, encounterId, teller = HIS], i) => ({ id: uuid(4000 + i), code, system: "ICD-10", text, rank, active, diagnosed: sent(ago(d), "DAY"), encounterId, origin: origin(teller, ago(d, 15, 20), 10 + i) }))],
    orders: [["Siêu âm tim Doppler", "COMPLETED", 3], ["NT-proBNP", "REQUESTED", 0, "NOT_SENT"], ["Điện giải đồ", "COMPLETED", 1], ["X quang ngực thẳng", "COMPLETED", 5], ["Cấy máu", "REQUESTED", 0, "STOPPED"], ["Troponin T", "REJECTED", 0, "STOPPED"], ["Công thức máu", "REQUESTED", 0, "SENT"]].map(([text, status, d, sending], i) => ({ id: uuid(4500 + i), text, category: "LAB", status, ordered: sent(ago(d, 7, 30)), requester: "Phan Quốc Bảo", placerNumber: `CD${88100 + i}`, version: 1, placedHere: i === 1, ...(sending && { sending }), ...(status === "REJECTED" && { statusReason: "Thiếu bệnh phẩm" }), results: i === 2 ? [{ reportId: uuid(5003), text: "Sinh hóa máu", status: "FINAL" }] : [], department: "Khoa Nội tổng hợp", meaning: i === 3 ? { system: "DVKT", code: "18.0119", name: "Chụp X quang ngực thẳng" } : undefined, origin: origin(HIS, ago(d, 7, 30), 20 + i) })),
    reports: [...lab.dates.map((d, i) => ({ id: d.reportId, code: "XNTQ", text: ["Xét nghiệm máu tổng hợp", "Sinh hóa máu", "Công thức máu"][i % 3], category: "LAB", status: i === 3 ? "CORRECTED" : i === 0 ? "PRELIMINARY" : "FINAL", effective: { sent: d.sent, precision: "MINUTE", from: d.at }, issued: sent(d.at), abnormal: lab.rows.flatMap((r) => r.cells).filter((c) => c.date === i && c.level !== "N").length, observations: lab.rows.flatMap((r) => r.cells).filter((c) => c.date === i).length, meaning: i % 3 === 1 ? { system: "DVKT", code: "23.0075", name: "Xét nghiệm sinh hóa máu" } : undefined, origin: origin(LIS, d.at, 40 + i) }))],
    studies: [["X quang ngực thẳng", ["DX"], 5, 1], ["Siêu âm tim qua thành ngực", ["US"], 3, 42], ["Cắt lớp vi tính ngực không tiêm", ["CT"], 349, 512], ["X quang ngực thẳng", ["DX"], 351, 2], ["Cộng hưởng từ sọ não", ["MR"], 1104, 288]].map(([description, modalities, d, instances], i) => ({ id: uuid(6000 + i), studyUid: `1.2.826.0.1.3680043.10.999.${i}`, accession: `CDHA26${410 + i}`, started: sent(ago(d, 10, 12)), modalities, description, instances, available: i !== 4, matchedBy: i === 1 ? "ACCESSION" : "PATIENT_ID", origin: origin(PACS, ago(d, 10, 30), 80 + i), series: [...Array.from({ length: instances > 50 ? 3 : 1 }, (_, n) => ({ uid: `1.2.${i}.${n + 1}`, number: n + 1, modality: modalities[0], description: ["Chuẩn", "Cửa sổ phổi", "Cửa sổ trung thất"][n], bodyPart: "CHEST", instances: Math.ceil(instances / (instances > 50 ? 3 : 1)) })), ...(i === 2 ? [["SR", "Báo cáo có cấu trúc", "1.2.9.1"], ["ECG", "Điện tim", "1.2.8.1"]] : []).map(([modality, description, uid], n) => ({ uid, number: 4 + n, modality, description, instances: 1 }))] })),
    documents: [["Phiếu kết quả xét nghiệm (PDF)", "application/pdf", 184_320, 1, uuid(5001)], ["Giấy ra viện", "application/pdf", 92_400, 340], ["Phiếu gửi kèm (văn bản)", "text/plain", 812, 62]].map(([title, mediaType, size, d, reportId], i) => ({ id: uuid(8000 + i), title, mediaType, size, authored: sent(ago(d, 10, 5)), status: "FINAL", reportId, origin: origin(i === 0 ? LIS : HIS, ago(d, 10, 6), 95 + i) })),
    appointments: first ? [["Tái khám tim mạch", "BOOKED", -9], ["Siêu âm tim", "NO_SHOW", 75]].map(([service, status, d], i) => ({ id: uuid(8200 + i), status, start: sent(ago(d, 8, 0)), end: sent(ago(d, 8, 30)), service, department: "Phòng khám Tim mạch", room: "P12", practitioner: "Phan Quốc Bảo", notes: ["Nhịn ăn sáng"], origin: origin(HIS, ago(10, 9, 0), 120 + i) })) : [],
    immunizations: first ? [["88", "Cúm mùa", "COMPLETED", 200], ["33", "Phế cầu", "REFUSED", 420]].map(([code, vaccine, status, d], i) => ({ id: uuid(8300 + i), status, given: sent(ago(d, 9, 0)), code, vaccine, dose: "0.5 mL", lot: `LO26${i}`, manufacturer: "Vắc xin Minh Họa", route: "Tiêm bắp", site: "Tay trái", performer: "ĐD Lê Thu Hà", historical: false, ...(status === "REFUSED" && { refusal: "Đang sốt" }), facts: [{ name: "Mũi số", value: "1" }], origin: origin(HIS, ago(d, 9, 5), 130 + i) })) : [],
    feeds: [{ kind: "HIS", name: HIS, state: "FRESH", lastMessageAt: new Date(NOW - 240_000).toISOString() }, { kind: "LIS", name: LIS, state: "FRESH", lastMessageAt: new Date(NOW - 35_000).toISOString() }, { kind: "PACS", name: PACS, state: "STALE", lastMessageAt: ago(1, 16, 42) }],
  };
}
