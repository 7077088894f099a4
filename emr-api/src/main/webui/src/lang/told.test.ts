import { describe, expect, it } from "vitest";
import { javaTexts } from "../testing/java";
import { remarksVi } from "./remarks.vi";
import { told } from "./told";

const java = import.meta.glob(
  [
    "../../../../../../emr-core/src/main/java/vn/emr/core/intake/*.java",
    "../../../../../../emr-core/src/main/java/vn/emr/core/hl7/*.java",
    "../../../../../../emr-core/src/main/java/vn/emr/core/hl7/dialect/*.java",
    "../../../../../../emr-core/src/main/java/vn/emr/core/xml/*.java",
    "../../../../../../emr-integration-*/src/main/java/**/*.java",
  ],
  { query: "?raw", import: "default", eager: true },
) as Record<string, string>;

/** What people and their pages ask for is done or refused here. */
const asked = import.meta.glob(
  [
    "../../../../../../emr-core/src/main/java/vn/emr/core/{access,anamnesis,catalogue,chart,designing,desk,destruction,diagnosis,disclosure,exchange,federation,folder,imaging,mapping,medication,movements,ordering,outbox,oversight,pdf,privacy,procedures,restriction,scanning,setup,sheet,signature,signing,staff,vitals}/*.java",
    "../../../../../../emr-core/src/main/java/vn/emr/core/*.java",
    "../../../../../../emr-core/src/main/java/vn/emr/core/store/{BlobStore,Transaction}.java",
    "../../../../../../emr-core/src/main/java/vn/emr/core/printing/*.java",
    "../../../java/vn/emr/api/{gate,operation,privacy,record,signing,staff}/*.java",
  ],
  { query: "?raw", import: "default", eager: true },
) as Record<string, string>;

/** What these say goes into an answer by its number, or to the door's state in both languages. */
const NOT_OF_MESSAGES = /\/(Acknowledgement|DoorFault|MllpDoors|MllpRoute|MllpTls)\.java$/;
/** Logs, faults of programming, the description of the API, names of things. */
const NOT_TOLD = /^((warn|error|info|debug)f?|\w+Exception|DoorUnusable|APIResponse|Operation|RequestBody|Content|AuditEvent|ChangeSet|Rounds|super)$/;

const isSentence = (text: string) => /[a-z…,] [A-Za-z…]/.test(text) && (text.match(/[A-Za-z]{2,}/g) ?? []).length > 1 && !/[À-ỹ]/.test(text);

const remarks = Object.entries(java)
  .filter(([path]) => !NOT_OF_MESSAGES.test(path))
  .flatMap(([, source]) => javaTexts(source))
  .filter(({ call, text }) => !NOT_TOLD.test(call) && isSentence(text))
  .map(({ text }) => text);

/** `must` puts "expected: " before what it is told; a few refusals are written in both languages. */
const refusals = Object.values(asked)
  .flatMap(javaTexts)
  .filter(({ call, text }) => /^(Refusal|AtOnce|refuse|must)$/.test(call) && text.includes(" ") && /[a-z]/i.test(text) && text !== "expected: …" && !/[À-ỹ]/.test(text))
  .map(({ call, text }) => (call === "must" ? `expected: ${text}` : text));
const sentences = [...remarks, ...refusals];

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe("what the server says", () => {
  it("is said in Vietnamese, every sentence of the Java sources about messages and about what people ask", () => {
    expect(remarks.length).toBeGreaterThan(200);
    expect(refusals.length).toBeGreaterThan(80);
    expect([...new Set(sentences)].filter((text) => told(text.replaceAll("…", "X1"), "vi") === text.replaceAll("…", "X1"))).toEqual([]);
  });

  it("has no Vietnamese for a sentence that is not written any more", () => {
    const written = new Set(sentences.map((text) => text.replaceAll(/…(-…)?/g, "{}")));
    const flags = ["ID_REUSED", "CONTENT_DUP"];
    const kept = Object.keys(remarksVi).filter((english) => !flags.includes(english) && !written.has(english.replaceAll(/\{\w+\}/g, "{}")));
    expect(kept).toEqual([]);
  });

  it("keeps what was filled in", () => {
    for (const [english, vi] of Object.entries(remarksVi)) expect(holes(vi), english).toEqual(holes(english));
    expect(told("OBX-14 is not a time that can be read; it is left out", "vi")).toBe("OBX-14 không phải là thời gian đọc được; được bỏ qua");
    expect(told("The message has more than 5000 segments.", "vi")).toBe("Bản tin có hơn 5000 đoạn.");
    expect(told("EMPTY_OVER_FINAL confirmed by a person", "vi")).toBe("Đã có người xác nhận: Kết quả trống gửi đè lên kết quả đã duyệt");
  });

  it("keeps the place or the reason before it", () => {
    expect(told("/patient/identifiers/2/value: not 12 digits: kept as OTHER", "vi")).toBe("/patient/identifiers/2/value: Không đủ 12 chữ số: giữ là mã khác");
    expect(told("XML2[3]/SO_LUONG: not a whole number", "vi")).toBe("XML2[3]/SO_LUONG: Không phải số nguyên");
    expect(told("XML13[#]/MA_BENH_KT: more than # entries", "vi")).toBe("XML13[#]/MA_BENH_KT: Có hơn # phần tử");
    expect(told("MALFORMED_FIELD: not a date or time", "vi")).toBe("Sai định dạng dữ liệu: Không phải ngày hoặc giờ");
  });

  it("is found where single numbers were taken out to count", () => {
    expect(told("not # digits: kept as OTHER", "vi")).toBe("Không đủ 12 chữ số: giữ là mã khác");
    expect(told("OBSERVATIONS_DIFFER: # in, # kept", "vi")).toBe("Nhận # giá trị, hồ sơ giữ # giá trị");
  });

  it("stays as it came in English, and where nobody has put it in words", () => {
    expect(told("nothing new about a document", "en")).toBe("nothing new about a document");
    expect(told("something nobody wrote", "vi")).toBe("something nobody wrote");
  });
});
