import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { SpeechProvider } from "../lang";
import { healthy } from "../testing/hospital";
import { inFull, shortIn, shortPlaces, writtenOut, type ShortForms } from "./abbreviations";
import { withValues } from "./answers";
import { DeskProvider } from "./desk";
import type { Answers, Form } from "./form";
import { FormView, ToMend, useChecked } from "./FormView";

interface Vector {
  name: string;
  text: string;
  list: string[];
  found: string[];
}

/** The server runs the same. */
const [vectors = []] = Object.values(
  import.meta.glob("../../../../../../emr-core/src/test/resources/forms/abbreviations.json", { import: "default", eager: true }) as Record<string, Vector[]>,
);
const LIST: ShortForms = new Map([["HA", "huyết áp"], ["BN", "bệnh nhân"], ["T/d", "theo dõi"]]);
const FROM = { path: "visit.summary", source: "HIS Bình Minh", at: "2026-11-20T01:12:00Z" };
const FORM = {
  code: "T/NOTE", version: "1", title: "Giấy thử", titleEn: "Test paper", law: "TT 32/2023/TT-BYT", confirmed: true, kind: "PAPER", group: "DISCHARGE", handedOut: true,
  item: [
    { linkId: "ten", text: "Họ tên", type: "string" },
    { linkId: "tom-tat", text: "Tóm tắt", type: "text" },
    { linkId: "thuoc", text: "Thuốc", type: "group", repeats: true, item: [{ linkId: "cach-dung", text: "Cách dùng", type: "text" }] },
  ],
} as unknown as Form;
let answers: Answers;

function Desk({ start }: { start: Answers }) {
  const [now, setNow] = useState(start);
  answers = now;
  const mended = useChecked(FORM, now, {}, LIST);
  return (
    <SpeechProvider start="vi">
      <DeskProvider value={{ readOnly: false, short: LIST, keep: () => undefined, put: (path, values) => setNow((before) => withValues(before, path, values)) }}>
        <main><h1>{FORM.title}</h1><ToMend form={FORM} mended={mended} typed={{}} /><FormView form={FORM} mended={mended} /></main>
      </DeskProvider>
    </SpeechProvider>
  );
}

describe("short forms on papers that are handed out", () => {
  it.each(vectors.map((one) => [one.name, one] as const))("%s", (_name, { text, list, found }) => expect(shortIn(text, new Set(list))).toEqual(found));

  it("are found where people write, and not in what the record says of a person", () => {
    expect(shortPlaces(FORM, { ten: [{ text: "HA", from: FROM }], "tom-tat": [{ text: "HA ổn", from: FROM }], thuoc: [{ answers: { "cach-dung": [{ text: "T/d" }] } }] }, LIST)).toEqual(["/tom-tat/0", "/thuoc/0/cach-dung/0"]);
    expect(shortPlaces(FORM, { ten: [{ text: "HA" }] }, LIST)).toEqual(["/ten/0"]);
  });

  it("are written out, with a capital where a sentence begins", () => {
    expect(writtenOut("HA ổn. BN tỉnh, đo HA/giờ; (T/d thêm)\nBN ăn được", LIST)).toBe("Huyết áp ổn. Bệnh nhân tỉnh, đo huyết áp/giờ; (theo dõi thêm)\nBệnh nhân ăn được");
    expect(inFull(FORM.item[1]!, [{ text: "BN đỡ", from: FROM }, { text: "Đỡ", from: FROM }], LIST, "vì luật")).toEqual([{ text: "Bệnh nhân đỡ", from: FROM, because: "vì luật" }, { text: "Đỡ", from: FROM }]);
  });

  it("are named at their field, and one press writes them out", async () => {
    render(<Desk start={{ "tom-tat": [{ text: "BN tỉnh, HA ổn" }] }} />);
    expect(screen.getByText("Giấy giao cho người bệnh hoặc nơi khác không viết tắt: BN – bệnh nhân; HA – huyết áp.")).toBeTruthy();
    expect(screen.getByRole("region", { name: "Cần xem lại" }).textContent).toContain("Tóm tắt");
    await healthy();
    fireEvent.click(screen.getByRole("button", { name: "Viết đầy đủ: Tóm tắt" }));
    expect(answers["tom-tat"]).toEqual([{ text: "Bệnh nhân tỉnh, huyết áp ổn" }]);
    expect(screen.queryByText(/không viết tắt/)).toBeNull();
  });
});
