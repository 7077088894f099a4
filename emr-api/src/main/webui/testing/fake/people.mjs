/** Invented people. Nothing here is about anybody. */

export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh"];
const MIDDLE_F = ["Thị", "Thị Ngọc", "Thị Thu", "Kim", "Bích", "Thùy"];
const MIDDLE_M = ["Văn", "Hữu", "Đức", "Quang", "Minh", "Xuân"];
const GIVEN_F = ["Hoa", "Lan", "Hương", "Phượng", "Yến", "Thảo", "Hạnh", "Nhung", "Ánh", "Duyên"];
const GIVEN_M = ["Hùng", "Dũng", "Thắng", "Cường", "Phúc", "Tâm", "Khải", "Lộc", "Sơn", "Vượng"];
export const WARDS = [
  { id: "d1", code: "K01", name: "Khoa Nội tổng hợp" },
  { id: "d2", code: "K02", name: "Khoa Hồi sức cấp cứu" },
  { id: "d3", code: "K03", name: "Khoa Ngoại" },
];

const pad = (n, width) => String(n).padStart(width, "0");
export const uuid = (n) => `01932f00-0000-7000-8000-${pad(n, 12)}`;
export const DAY = 86_400_000;
export const NOW = Date.now();
export const ago = (days, hour = 8, minute = 15) => {
  const local = new Date(NOW - days * DAY + 7 * 3_600_000);
  local.setUTCHours(hour, minute, 0, 0);
  return new Date(Math.min(local.getTime() - 7 * 3_600_000, NOW - 60_000)).toISOString();
};
export const sent = (iso, precision = "MINUTE") => {
  const local = new Date(Date.parse(iso) + 7 * 3_600_000).toISOString().replace(/\D/g, "");
  const digits = { YEAR: 4, MONTH: 6, DAY: 8, HOUR: 10, MINUTE: 12, SECOND: 14 }[precision];
  return { sent: local.slice(0, digits), precision, from: iso };
};

export function strip(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
}

function person(i, next) {
  const female = next() < 0.5;
  const pick = (list) => list[Math.floor(next() * list.length)];
  const name = i === 0 ? "Nguyễn Thị Ánh Tuyết" : `${pick(FAMILY)} ${pick(female ? MIDDLE_F : MIDDLE_M)} ${pick(female ? GIVEN_F : GIVEN_M)}`;
  const year = i === 0 ? 1958 : 1935 + Math.floor(next() * 85);
  const yearOnly = i === 0 || next() < 0.25;
  const iso = `${year}-${pad(1 + Math.floor(next() * 12), 2)}-${pad(1 + Math.floor(next() * 28), 2)}T00:00:00+07:00`;
  const birth = yearOnly ? { sent: String(year), precision: "YEAR", from: `${year - 1}-12-31T17:00:00Z` } : sent(new Date(iso).toISOString(), "DAY");
  const ward = WARDS[i % 3];
  const inWard = i < 34;
  const years = new Date().getFullYear() - year;
  return {
    id: uuid(i + 1),
    name,
    sex: i === 0 || female ? "FEMALE" : "MALE",
    birth,
    age: years < 6 ? `${Math.max(1, years * 12 - 3)} tháng` : `${years} tuổi`,
    patientNumber: `BN${pad(240100 + i * 7, 7)}`,
    cccdMasked: `••••••••${pad(1000 + i * 37, 4)}`,
    ...(i === 0 && { withdrawn: true }),
    ...(i === 7 && { provisional: true }),
    ...(i === 11 && { deceased: true }),
    wardId: ward.id,
    ...(inWard && {
      stay: { department: ward.name, room: pad(201 + (i % 9), 3), bed: pad(1 + (i % 12), 2), since: sent(ago(1 + (i % 9), 14, 5)), open: true },
    }),
  };
}

const next = random(20260312);
export const PEOPLE = Array.from({ length: 68 }, (_, i) => person(i, next));
