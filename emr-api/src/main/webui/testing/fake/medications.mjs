import { ago, NOW, PEOPLE, uuid } from "./people.mjs";

const VISIT = uuid(3001);
const DOCTOR = "BS. Phan Quốc Bảo";
const NURSE = "ĐD. Nguyễn Thị Ví Dụ";
const MINUTE = 60_000;
/** Whole minutes around now, on the day of now: the demonstration is to show what is late, due and later at every hour. */
const around = (minutes) => new Date(Math.floor((NOW + minutes * MINUTE) / MINUTE) * MINUTE).toISOString();

function order(n, medicine, plan, due, more = {}) {
  return {
    id: uuid(8100 + n), version: 1, encounterId: VISIT, status: "ACTIVE", medicine, strength: more.strength, route: "Uống", dose: more.dose, prescriber: DOCTOR, ordered: ago(1, 9, 0), by: DOCTOR, recorded: ago(1, 9, 0), due,
    plan: { dose: 1, unit: "viên", route: "ORAL", schedule: { kind: "INTERVAL", everyHours: 8 }, from: ago(1, 9, 0), highAlert: false, warnings: [], ...plan },
    ...more,
  };
}

const LATE = around(-95);
const SOON = around(10);
const LATER = around(300);

const ORDERS = [
  order(1, "Paracetamol", { indication: "sốt trên 38,5 °C" }, [LATE, SOON, LATER], { strength: "500 mg", dose: "1 viên, mỗi 6 giờ" }),
  order(2, "Ceftriaxon", { route: "INFUSION", dose: 2, unit: "g", until: around(4 * 1440), warnings: [{ concern: "ALLERGY", of: uuid(7801), words: "Penicillin" }], because: "Đã hội chẩn, test da âm tính" }, [LATE], { strength: "1 g", dose: "2 g, 08:00", instructions: "Pha 100 ml natri clorid 0,9%, truyền 30 phút", version: 2, reason: "Tăng liều theo kháng sinh đồ" }),
  order(3, "Kali clorid 10%", { route: "INFUSION", dose: 10, unit: "ml", highAlert: true }, [SOON], { dose: "10 ml, một lần" }),
  order(4, "Morphin", { route: "SUBCUTANEOUS", dose: 5, unit: "mg", highAlert: true, schedule: { kind: "AS_NEEDED", mostPerDay: 4 } }, [], { strength: "10 mg/ml", dose: "5 mg, khi cần, tối đa 4 lần/24 giờ", instructions: "Khi đau trên 6/10" }),
  order(5, "Furosemid", {}, [], { strength: "40 mg", dose: "1 viên, 08:00", status: "STOPPED", version: 2, reason: "Hạ kali máu" }),
  { id: uuid(8106), version: 1, encounterId: VISIT, status: "ACTIVE", source: "HIS Sông Xanh", medicine: "Omeprazol", strength: "20 mg", route: "Uống", dose: "1 viên x 1 lần/ngày, trước ăn sáng", prescriber: "BS. Lê Văn Mẫu", ordered: ago(1, 8, 0), by: "HIS Sông Xanh", recorded: ago(1, 8, 2), due: [] },
];

const dose = (n, orderId, outcome, more) => ({ id: uuid(8200 + n), version: 1, encounterId: VISIT, orderId, outcome, at: around(-90), by: NURSE, recorded: around(-88), ...more });
const DOSES = [
  dose(1, uuid(8102), "GIVEN", { due: LATE, amount: 2, unit: "g", site: "tĩnh mạch tay trái" }),
  dose(2, uuid(8104), "GIVEN", { at: around(-200), amount: 5, unit: "mg", site: "bắp tay phải", witness: "ĐD. Trần Văn Giả" }),
  dose(3, uuid(8106), "GIVEN", { at: around(-180) }),
  dose(4, uuid(8106), "REFUSED", { at: around(-240), because: "Người bệnh buồn nôn", version: 2, error: NURSE, reason: "Ghi nhầm giường" }),
];
const lying = (i, due, order) => ({ patientId: PEOPLE[i].id, name: PEOPLE[i].name, patientNumber: PEOPLE[i].patientNumber, department: "Khoa Nội tổng hợp", room: `buồng 20${i + 1}`, bed: `giường 0${i + 1}`, due, order });
const DUE = [lying(0, LATE, ORDERS[0]), lying(3, LATE, ORDERS[1]), lying(0, SOON, ORDERS[2]), lying(6, SOON, ORDERS[0]), lying(3, around(110), ORDERS[0])];
let elsewhere;

/** What a colleague orders on another screen before the next change arrives; nothing: nobody writes any more. */
export function orderedElsewhere(version) {
  elsewhere = version && { ...ORDERS[0], version: 2, by: "BS. Trần Văn Giả", recorded: around(-1), reason: "Đỡ sốt", ...version };
}

function warningsOf(order) {
  const name = `${order.medicine} ${order.ingredient ?? ""}`.toLowerCase();
  return [
    ...(/amoxi|penici/.test(name) ? [{ concern: "ALLERGY", of: uuid(7801), words: "Penicillin" }] : []),
    ...(/paraceta/.test(name) ? [{ concern: "DUPLICATE", of: ORDERS[0].id, words: "Paracetamol, 500 mg, 1 viên, mỗi 6 giờ" }] : []),
  ];
}

/** The answer about medicines of a person, or undefined when the address is none. */
export function medicationsRoute(method, path, body, me, { ok, problem }) {
  if (path === "/due-doses") return me.rights.includes("MEDICATION_GIVE") ? ok({ from: around(-720), until: around(120), due: DUE, more: false }) : problem(403, "FORBIDDEN");
  const found = /^\/patients\/([^/]+)\/medications(?:\/(.*))?$/.exec(path);
  if (!found) return undefined;
  const [, id, rest] = found;
  if (!me.rights.includes("PATIENT_READ")) return problem(403, "FORBIDDEN");
  const allowed = [...(me.rights.includes("ORDER_WRITE") ? ["ORDER"] : []), ...(me.rights.includes("MEDICATION_GIVE") ? ["GIVE"] : [])];
  const visit = { encounterId: VISIT, tellings: [VISIT], visitNumber: "LK26-4087", start: ago(4, 8, 0), allowed };
  const own = id === PEOPLE[0].id;
  if (method === "GET" && !rest) return ok({ day: new Date(NOW + 7 * 60 * MINUTE).toISOString().slice(0, 10), visits: [visit], orders: own ? ORDERS : [], doses: own ? DOSES : [] });
  if (method === "GET") return ok([...(elsewhere ? [elsewhere] : []), ORDERS[1], { ...ORDERS[1], version: 1, reason: undefined, dose: "1 g, 08:00" }]);
  const gives = /^doses/.test(rest ?? "");
  if (!allowed.includes(gives ? "GIVE" : "ORDER")) return problem(403, "FORBIDDEN");
  if (rest === "warnings") return ok(warningsOf(body.order));
  if (rest === "doses") return { status: 201, body: { ...DOSES[0], ...body.dose } };
  if (rest && elsewhere && body.version !== elsewhere.version) return problem(409, "CONFLICT", "it changed meanwhile", ["/version"]);
  return { status: rest ? 200 : 201, body: gives ? DOSES[0] : ORDERS[0] };
}
