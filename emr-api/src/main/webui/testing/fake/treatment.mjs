import { CLAIMS, origin } from "./chart.mjs";
import { ago, PEOPLE, sent, uuid } from "./people.mjs";

const HIS = "HIS Bình Minh";
const NOW_VISIT = uuid(3001);
const CLAIMED = `${uuid(3003)}-claim`;
const day = (iso) => sent(iso, "DAY").sent;
const minute = (iso) => sent(iso).sent;
const group = (code) => ({ code, system: "MA_NHOM" });
const named = (all) => Object.entries(all).map(([name, value]) => ({ name, value }));

const MEDICINES = [
  ["Furosemid", "40 mg/4 ml", "2.10", "1 ống/lần * 2 lần/ngày", 2, "Ống", 0, "ACTIVE", NOW_VISIT],
  ["Enalapril", "5 mg", "1.01", "1 viên/lần * 1 lần/ngày", 1, "Viên", 0, "ACTIVE", NOW_VISIT],
  ["Furosemid", "40 mg/4 ml", "2.10", "1 ống/lần * 2 lần/ngày", 2, "Ống", 1, "COMPLETED", NOW_VISIT],
  ["Morphin", "10 mg/ml", "2.14", "0.5 ống khi khó thở", 0.5, "Ống", 1, "STOPPED", NOW_VISIT],
  ["Kali clorid", "500 mg", "1.01", "2 viên/lần * 3 lần/ngày", 6, "Viên", 2, "CANCELLED", NOW_VISIT],
  ["Ceftriaxon", "1 g", "2.10", "1 lọ/lần * 2 lần/ngày * 7 ngày", 14, "Lọ", 350, "COMPLETED", CLAIMED],
];
const SERVICES = [
  ["Siêu âm Doppler tim", "18.0052.0004", "2", 1, "Lần", 1, "COMPLETED", NOW_VISIT],
  ["Chọc dò dịch màng phổi", "01.0093.0079", "18", 1, "Lần", 2, "COMPLETED", NOW_VISIT],
  ["Giường hồi sức cấp cứu", "K02.1906", "15", 2, "Ngày", 4, "COMPLETED", NOW_VISIT],
  ["Bơm tiêm 10 ml", "N03.01.070", "10", 6, "Cái", 4, "COMPLETED", NOW_VISIT],
  ["Ghi điện tim cấp cứu tại giường", "01.0002.1778", "3", 1, "Lần", 6, "ORDERED", NOW_VISIT],
  ["Công thức máu", "22.0121.1369", "1", 3, "Lần", 349, "COMPLETED", CLAIMED],
];
const NOTES = [
  [0, 7, "Đỡ khó thở, nằm đầu bằng được.\nPhù chân giảm. Tiếp tục lợi tiểu.", [["PULSE", 88], ["TEMPERATURE", 36.9], ["SYSTOLIC_PRESSURE", 130], ["DIASTOLIC_PRESSURE", 80], ["RESPIRATION", 20], ["OXYGEN_SATURATION", 96]]],
  [1, 7, "Còn khó thở khi gắng sức.\nRan ẩm hai đáy phổi.", [["PULSE", 96], ["TEMPERATURE", 37.2], ["SYSTOLIC_PRESSURE", 145], ["DIASTOLIC_PRESSURE", 85], ["OXYGEN_SATURATION", 94], ["WEIGHT", 52.5]], { consultation: "Hội chẩn khoa: suy tim mất bù, tràn dịch màng phổi phải. Chọc dò nếu không cải thiện." }],
  [2, 15, "Sau chọc dò: dễ chịu hơn, không đau ngực.", [["PULSE", 104], ["SYSTOLIC_PRESSURE", 150], ["DIASTOLIC_PRESSURE", 90], ["CARE_LEVEL", 1]], { surgery: "Chọc dò màng phổi phải dưới siêu âm, lấy 600 ml dịch vàng trong.", stage: "Giai đoạn C" }],
];

const PAPERS = (row) => [
  ["DISCHARGE", "RV-0091", 340, { MA_LK: "LK26-4061", SO_LUU_TRU: "LT-0091", MA_YTE: row.patientNumber, MA_KHOA_RV: "K01", NGAY_VAO: minute(ago(351, 19, 20)), NGAY_RA: minute(ago(340, 10, 0)), CHAN_DOAN_RV: "Viêm phổi mắc phải cộng đồng; tăng huyết áp", PP_DIEUTRI: "Nội khoa: kháng sinh, thở oxy, điều chỉnh huyết áp", GHI_CHU: "Uống thuốc theo đơn, tái khám sau 10 ngày.", MA_BS: "000123/VD-GPHN", TEN_BS: "Phan Quốc Bảo", NGAY_CT: day(ago(340)), SO_NGAY_NGHI: "7", NGOAITRU_TUNGAY: day(ago(339)), NGOAITRU_DENNGAY: day(ago(333)), MA_THE_TAM: "", GHI_CHU_RIENG: "Người nhà đã nhận giấy" }],
  ["VISIT_SUMMARY", undefined, 340, { MA_LK: "LK26-4061", HO_TEN: row.name, NGAY_SINH: "195800000000", GIOI_TINH: "2", SO_CCCD: "•••••••••000", MA_QUOCTICH: "000", MA_LOAI_KCB: "03", KET_QUA_DTRI: "2", MA_LOAI_RV: "1", MA_BENH_CHINH: "J18.9", MA_BENH_KT: "I10;E11.9", NGAY_TAI_KHAM: `${day(ago(330))};${day(ago(300))}`, T_THUOC: "1250000.50", T_BHTT: "3480000" }],
  ["REAPPOINTMENT", "HK-0017", 340, { SO_GIAYHEN_KL: "HK-0017", NGAY_HEN_KL: day(ago(330)), CHAN_DOAN_RV: "Viêm phổi", NGAY_CT: day(ago(340)) }],
];

/** What was done in the visits of the first person; nothing for others. */
export function treatment(id) {
  const row = PEOPLE[0];
  const items = (all) => ({ items: id === row.id ? all : [], more: false });
  const fact = (n, visit, details, at) => ({ id: uuid(n), encounterId: visit, visitNumber: visit === NOW_VISIT ? "LK26-4087" : "LK26-4061", details, origin: origin(visit === NOW_VISIT ? HIS : CLAIMS, at, 160 + (n % 100)) });
  const doctor = (visit) => (visit === NOW_VISIT ? "Phan Quốc Bảo" : "000123/VD-GPHN");
  return {
    medications: items(MEDICINES.map(([text, strength, route, dose, quantity, unit, d, status, visit], i) =>
      fact(8500 + i, visit, { status, category: group("4"), medicine: { code: `40.${300 + i}`, system: "", text }, strength, form: "Dung dịch tiêm", registration: `VD-${20110 + i}-26`, route: { code: route, system: "" }, dose, instructions: i === 0 ? "Tiêm tĩnh mạch chậm" : undefined, quantity, unit, ordered: sent(ago(d, 7, 40)), ...(status !== "CANCELLED" && { given: sent(ago(d, 9, 5)) }), prescriber: doctor(visit), departmentCode: "K01", reasons: ["I50.0"], more: named({ MA_PTTT: "1", PHAM_VI: "1", DON_GIA: "12500.5", TYLE_TT_BH: "100", MA_XYZ: "A1" }) }, ago(d, 9, 10)))),
    procedures: items([WRITTEN, ...SERVICES.map(([text, code, kind, quantity, unit, d, status, visit], i) =>
      fact(8600 + i, visit, { status, category: group(kind), code: { code, system: "", text }, quantity, unit, ordered: sent(ago(d, 8, 0)), ...(status === "COMPLETED" && { performed: sent(ago(d, 9, 30)), ended: sent(ago(d, 10, 15)) }), orderedBy: doctor(visit), performers: status === "COMPLETED" ? ["Lê Thu Hà", "Đỗ Minh Khôi"] : [], departmentCode: i === 2 ? "K02" : "K01", bed: i === 2 ? "H005" : undefined, anaesthesia: i === 1 ? "Gây tê" : undefined, device: i === 0 ? "SA.1.MH26" : undefined, reasons: ["I50.0"], more: named({ MA_PTTT: "1", MUC_HUONG: "80", DON_GIA_BV: "222000", THANH_TIEN_BV: "222000" }) }, ago(d, 10, 20)))]),
    recordable: [NOW_VISIT],
    changeable: [NOW_VISIT],
    notes: items(NOTES.map(([d, hour, text, vitals, more = {}], i) =>
      fact(8700 + i, NOW_VISIT, { status: "CURRENT", written: sent(ago(d, hour, 0)), authors: ["Phan Quốc Bảo"], text, vitalSigns: vitals.map(([kind, value]) => ({ kind, value })), more: [], ...more }, ago(d, hour, 20)))),
    papers: items(PAPERS(row).map(([form, number, d, fields], i) =>
      fact(8800 + i, CLAIMED, { status: "CURRENT", form, number, issued: sent(ago(d), "DAY"), signer: "000123/VD-GPHN", fields: named(fields) }, ago(d, 11, 0)))),
    cards: items([["GD4•••••••••087", 150, -215, "01001"], ["GD4•••••••••511", 515, 151, "01001"]].map(([number, from, to, registeredFacility], i) => ({
      ...fact(8900 + i, CLAIMED, { number, validFrom: sent(ago(from), "DAY"), validTo: sent(new Date(Date.now() - to * 86_400_000).toISOString(), "DAY"), registeredFacility, ...(i === 0 && { copaymentFreeFrom: sent(ago(20), "DAY"), area: "K1" }) }, ago(340, 11, 0)),
      visitNumber: undefined,
    }))),
  };
}

/** What people wrote here: the newest version, which one before it named otherwise. */
const WRITTEN = {
  id: uuid(8690), version: 2, here: true, encounterId: NOW_VISIT, reason: "Bổ sung người phụ", origin: { ...origin("EMR", ago(1, 16), 190), sourceName: "BS. Phan Quốc Bảo" },
  details: {
    status: "COMPLETED", category: { code: "18", system: "MA_NHOM", text: "Thủ thuật" }, code: { code: "34.91", system: "icd9", text: "Chọc dịch màng phổi" }, quantity: 1,
    performed: sent(ago(1, 15, 0)), ended: sent(ago(1, 15, 40)), performers: ["BS. Phan Quốc Bảo"], anaesthesia: "Gây tê tại chỗ", reasons: [], more: [],
    entered: { team: [{ part: "OPERATOR", name: "BS. Phan Quốc Bảo" }, { part: "ASSISTANT", name: "ĐD. Nguyễn Thị Ví Dụ" }], site: "Khoang liên sườn VII", side: "RIGHT", outcome: "Rút 600 ml dịch vàng trong", complications: "Không" },
  },
};
let elsewhere;

/** What a colleague writes on another screen before the next change arrives; nothing: nobody writes any more. */
export function writtenElsewhere(name) {
  elsewhere = name && { ...WRITTEN, version: 3, details: { ...WRITTEN.details, code: { text: name } } };
}

/** The answer about procedures that people write, or undefined when the address is none; nothing is kept. */
export function procedureRoute(method, path, body, me, { ok, problem }) {
  const found = /^\/patients\/[^/]+\/procedures(?:\/(.*))?$/.exec(path);
  if (!found) return undefined;
  const [, rest] = found;
  if (method === "GET") return ok([...(elsewhere ? [elsewhere] : []), WRITTEN, { ...WRITTEN, version: 1, reason: undefined }]);
  if (!me.rights.includes(rest ? "RECORD_EDIT" : "RECORD_CREATE")) return problem(403, "FORBIDDEN");
  if (rest && elsewhere && body.version !== elsewhere.version) return problem(409, "CONFLICT", "it changed meanwhile", ["/version"]);
  return { status: rest ? 200 : 201, body: WRITTEN };
}
