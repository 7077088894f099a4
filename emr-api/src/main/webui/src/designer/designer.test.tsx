import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { drawnElsewhere, resetDesigner } from "../../testing/fake/designer.mjs";
import { javaTexts } from "../testing/java";
import { healthy, openHospital, uuid, visit } from "../testing/hospital";
import type { Definition } from "./api";
import { faultVi } from "./faults.vi";
import { CATALOGUES, FUNCTIONS, PATHS } from "./known";
import { added, changed, differences, find, flat, inside, moved, nameFor, outside, without } from "./tree";
import { answering } from "./TryOut";
import { words } from "./words";

const java = import.meta.glob(["../../../../../../emr-core/src/main/java/vn/emr/core/form/{FormRules,FormReader,Prefill,Calculation}.java", "../../../../../../emr-core/src/main/java/vn/emr/core/designing/Prescribed.java"], { query: "?raw", import: "default", eager: true }) as Record<string, string>;
const source = (name: string) => Object.entries(java).find(([path]) => path.endsWith(`/${name}.java`))![1];

const form: Definition = {
  code: "X",
  version: "0.1",
  title: "Mẫu",
  confirmed: false,
  kind: "SHEET",
  group: "CARE",
  item: [
    { linkId: "a", text: "A", type: "string" },
    { linkId: "g", text: "G", type: "group", item: [{ linkId: "b", text: "B", type: "integer" }] },
    { linkId: "c", text: "C", type: "text", enableWhen: [{ question: "b", operator: ">", answer: 3 }] },
    { linkId: "s", text: "S", type: "integer", calculated: { function: "SUM", of: ["b"] } },
  ],
};
const names = (one: Definition) => flat(one.item).map(({ item, depth }) => "-".repeat(depth) + item.linkId).join(" ");

describe("the outline of a form", () => {
  it("takes items in, moves them and lets them go, and never changes the version before", () => {
    expect(names(added(form, "a", { linkId: "n", type: "string" }))).toBe("a n g -b c s");
    expect(names(added(form, "g", { linkId: "n", type: "string" }))).toBe("a g -b -n c s");
    expect(names(added(form, undefined, { linkId: "n", type: "string" }))).toBe("a g -b c s n");
    expect(names(moved(form, "c", -1))).toBe("a c g -b s");
    expect(moved(form, "a", -1)).toBe(form);
    expect(names(inside(form, "c"))).toBe("a g -b -c s");
    expect(inside(form, "a")).toBe(form);
    expect(names(outside(form, "b"))).toBe("a g b c s");
    expect(names(without(form, "g"))).toBe("a c s");
    expect(names(form)).toBe("a g -b c s");
  });

  it("calls a new item by its words, and who follows an item follows its new name", () => {
    expect(nameFor(form, "Đau đầu, chóng mặt")).toBe("dau-dau-chong-mat");
    expect(nameFor(form, "A")).toBe("a-2");
    const called = changed(form, "b", { ...find(form.item, "b")!.item, linkId: "nhip" });
    expect(find(called.item, "c")!.item.enableWhen![0]!.question).toBe("nhip");
    expect(find(called.item, "s")!.item.calculated!.of).toEqual(["nhip"]);
  });

  it("tells what differs from the version before", () => {
    const now = moved(changed(without(added(form, "a", { linkId: "n", text: "N", type: "string" }), "s"), "c", { ...find(form.item, "c")!.item, required: true }), "g", 1);
    expect(differences(form, now).map(({ kind, item, properties }) => [kind, item.linkId, ...properties].join(" "))).toEqual(["ADDED n", "CHANGED c required", "MOVED g", "REMOVED s"]);
    expect(differences(form, form)).toEqual([]);
  });

  it("is tried on what of the sample it still asks", () => {
    const rows: Definition = { ...form, item: [{ linkId: "r", text: "R", type: "group", repeats: true, item: [{ linkId: "x", type: "string" }] }] };
    expect(answering(rows, { r: [{ answers: { x: [{ text: "1" }], gone: [{ text: "2" }] } }], b: [{ number: 1 }] })).toEqual({ r: [{ answers: { x: [{ text: "1" }] } }] });
  });
});

describe("what the server knows of forms", () => {
  it("is what the screen offers: paths, catalogues, functions, each with its words", () => {
    const paths = [...source("Prefill").split("PATHS = Set.of(")[1]!.split(");")[0]!.matchAll(/"([^"]+)"/g)].map(([, path]) => path!);
    expect([...PATHS].sort()).toEqual(paths.sort());
    const catalogues = [...source("FormRules").split("CATALOGUES = Set.of(")[1]!.split(");")[0]!.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
    expect([...CATALOGUES].sort()).toEqual(catalogues.sort());
    for (const name of FUNCTIONS) expect(source("Calculation")).toMatch(new RegExp(`\\b${name}\\(`));
    for (const path of PATHS) expect(words.vi).toHaveProperty([`pathName.${path.toUpperCase()}`]);
    for (const name of CATALOGUES) expect(words.vi).toHaveProperty([`catalogueName.${name.toUpperCase()}`]);
  });

  it("is said in Vietnamese, every fault of a definition", () => {
    const said = ["FormRules", "Prescribed"].flatMap((name) => javaTexts(source(name)).filter(({ call, text }) => /^(need|add)$/.test(call) && / /.test(text)).map(({ text }) => text.replace(/^(…|\/\w+): /, "").replaceAll("…", "7")));
    expect(said.length).toBeGreaterThan(40);
    expect([...new Set(said)].filter((text) => text !== "7" && faultVi(text) === text)).toEqual([]);
    expect(faultVi("prescribed by law and may not be left out: Lý do vào viện")).toBe("mục theo quy định, không được bỏ: Lý do vào viện");
  });
});

describe("the words of these screens", () => {
  it("are the same in both languages, none empty, with the same blanks, and each is used", () => {
    const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const screens = Object.values(import.meta.glob("./*.{ts,tsx}", { query: "?raw", import: "default", eager: true }) as Record<string, string>).join("\n");
    expect(Object.keys(words.en).sort()).toEqual(Object.keys(words.vi).sort());
    for (const [key, text] of Object.entries(words.vi)) {
      const english = words.en[key as keyof typeof words.en];
      expect(text.trim() && english.trim() && text !== english, key).toBe(true);
      expect(holes(english), key).toEqual(holes(text));
      if (key.startsWith("designer.")) expect(screens.split(`"${key}"`).length, key).toBeGreaterThan(3);
    }
  });
});

describe("the page of a form", () => {
  beforeEach(() => {
    cleanup();
    resetDesigner();
  });

  const open = async (n = 7901) => {
    const hospital = openHospital("quantri");
    visit(`/designer/${uuid(n)}`);
    await screen.findByRole("list", { name: "Các mục của mẫu" }, { timeout: 8000 });
    return hospital;
  };
  const saved = (hospital: { asked: { method: string }[] }) => waitFor(() => expect(hospital.asked.filter(({ method }) => method === "PUT").length).toBeGreaterThan(0), { timeout: 4000 });

  it("adds an item by the keyboard, saves it, and takes it back", async () => {
    const hospital = await open();
    fireEvent.click(screen.getByRole("button", { name: "Thêm mục" }));
    const words = within(screen.getByRole("region", { name: "Mục đang chọn" })).getByLabelText("Lời ghi (tiếng Việt)");
    fireEvent.change(words, { target: { value: "Điểm" } });
    fireEvent.change(words, { target: { value: "Điểm Glasgow" } });
    expect(screen.getByRole("list", { name: "Các mục của mẫu" }).textContent).toContain("Điểm Glasgow");
    await saved(hospital);
    fireEvent.click(screen.getByRole("button", { name: "Hoàn tác" }));
    expect(screen.getByRole("list", { name: "Các mục của mẫu" }).textContent).not.toContain("Điểm Glasgow");
    expect(screen.getByRole("list", { name: "Các mục của mẫu" }).textContent).toContain("Mục mới");
    fireEvent.click(screen.getByRole("button", { name: "Làm lại" }));
    expect(screen.getByRole("list", { name: "Các mục của mẫu" }).textContent).toContain("Điểm Glasgow");
  });

  it("says who signs first, what need not be signed, and how a patient may confirm", async () => {
    const hospital = await open();
    fireEvent.click(screen.getByRole("button", { name: "Thêm người ký" }));
    const last = (label: string | RegExp) => screen.getAllByLabelText(label).at(-1)!;
    expect(screen.queryByLabelText("Vẽ chữ ký")).toBeNull();
    fireEvent.change(last("Vai trò"), { target: { value: "PATIENT" } });
    fireEvent.change(last("Lời ghi chỗ ký"), { target: { value: "Người bệnh" } });
    fireEvent.change(last(/^Thứ tự ký/), { target: { value: "2", valueAsNumber: 2 } });
    fireEvent.click(last("Không bắt buộc ký"));
    fireEvent.click(last("Vẽ chữ ký"));
    fireEvent.click(last("Điểm chỉ trên thiết bị"));
    expect((last("Mã 6 số") as HTMLInputElement).disabled).toBe(true);
    await saved(hospital);
    const written = () => (hospital.asked.filter(({ method }) => method === "PUT").at(-1)!.body as { definition: Definition }).definition.signers!.at(-1);
    await waitFor(() => expect(written()).toEqual({ role: "PATIENT", text: "Người bệnh", order: 2, optional: true, methods: ["CODE"] }), { timeout: 4000 });
    await healthy();
  });

  it("goes through the outline with the arrows and says each fault at its item", async () => {
    await open(7902);
    const list = screen.getByRole("list", { name: "Các mục của mẫu" });
    fireEvent.keyDown(list, { key: "ArrowDown" });
    expect(within(list).getAllByRole("button")[1]!.getAttribute("aria-current")).toBe("true");
    expect(document.activeElement).toBe(within(list).getAllByRole("button")[1]);
    fireEvent.click(within(list).getByRole("button", { name: /Mức độ đau/ }));
    expect(within(screen.getByRole("region", { name: "Mục đang chọn" })).getByRole("alert").textContent).toContain("giá trị nhỏ nhất lớn hơn giá trị lớn nhất");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Gửi duyệt" }).disabled).toBe(true);
  });

  it("keeps what was typed when somebody else saved meanwhile, and lets the person choose", async () => {
    await open();
    drawnElsewhere(uuid(7901));
    fireEvent.click(screen.getByRole("button", { name: "Thêm mục" }));
    fireEvent.click(await screen.findByRole("button", { name: "Giữ bản của tôi" }, { timeout: 4000 }));
    await screen.findByText("Đã lưu", {}, { timeout: 4000 });
    expect(screen.getByRole("list", { name: "Các mục của mẫu" }).textContent).toContain("Mục mới");
  });

  it("is only read once it is approved, and shows what changed and who did what", async () => {
    await open(7903);
    expect(screen.queryByRole("button", { name: "Thêm mục" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Khác bản trước" }));
    expect((await screen.findByRole("region", { name: "Khác bản trước" })).textContent).toContain("Mức độ đau");
    fireEvent.click(screen.getByRole("button", { name: "Lịch sử" }));
    expect(await screen.findByText("05/11/2026")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Thu hồi" })).toBeTruthy();
  });
});
