import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { elsewhere, FOLDER, resetSheets, takenBy } from "../../testing/fake/sheets.mjs";
import { FIRST, healthy, openHospital, uuid, visit } from "../testing/hospital";
import { WOKEN } from "../load";
import { at, RECORD, TREATMENT, OTHERS, pass, drafts, answersOf, field, write, press, edit, network, REASON } from "../testing/desk";

beforeEach(() => {
  resetSheets();
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => vi.useRealTimers());

describe("a new sheet", () => {
  const path = `/patients/${FIRST.id}/record-folders/${FOLDER}/sheets/new/01-BV1`;

  it("is made by the first thing that is typed, once, and goes on under its own address", async () => {
    const hospital = openHospital();
    visit(path);
    await screen.findByText("Tờ mới, chưa lưu");
    const net = network();
    net.down = 503;
    await write(REASON, "Sốt cao");
    await pass(4000);
    net.down = false;
    await pass(5000);
    expect(window.location.pathname).toBe(at(9850));
    const made = hospital.asked.filter((one) => one.method === "POST" && one.path.endsWith("/sheets"));
    expect(made).toHaveLength(1);
    expect(made[0]!.body).toMatchObject({ form: "01/BV1", answers: { "ly-do": [{ text: "Sốt cao" }] }, requestId: expect.any(String) });
    expect((await field(REASON)).value).toBe("Sốt cao");
    await write(REASON, "Sốt cao, rét run");
    await pass(1300);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Sốt cao, rét run" }]);
  });

  it("tells nobody that it is being written while it is being completed: it may be nobody's then", async () => {
    const hospital = openHospital();
    visit(path);
    await write(REASON, "Sốt cao");
    const beats = () => hospital.asked.filter((one) => one.method === "POST" && one.path.endsWith("/editor")).length;
    const answer = globalThis.fetch;
    let release = () => {};
    let before = -1;
    globalThis.fetch = async (input, init) => {
      if (String(init?.body).includes('"complete":true')) {
        before = beats();
        await new Promise<void>((go) => (release = go));
      }
      return answer(input, init);
    };
    await press("Hoàn thành");
    await pass(25_000);
    expect(before).toBeGreaterThan(-1);
    expect(beats()).toBe(before);
    release();
    expect((await screen.findAllByText("Đã hoàn thành")).length).toBeGreaterThan(0);
  });

  it("says why before anything is typed, where the record is completed", async () => {
    const hospital = openHospital();
    visit(path.replace(FOLDER, uuid(7703)));
    const dialog = within(await screen.findByRole("dialog", { name: "Phụ lục bổ sung" }));
    expect(screen.queryByRole("textbox", { name: REASON })).toBeNull();
    fireEvent.change(dialog.getByRole("textbox"), { target: { value: "Kết quả về muộn" } });
    fireEvent.click(dialog.getByRole("button", { name: "Tiếp tục" }));
    await write(REASON, "Sốt cao");
    await pass(1300);
    const made = hospital.asked.find((one) => one.method === "POST" && one.path.endsWith("/sheets"))!;
    expect(made.body).toMatchObject({ reason: "Kết quả về muộn" });
    expect(await screen.findByText("Phụ lục bổ sung sau khi hồ sơ hoàn thành:")).toBeTruthy();
    expect(window.location.pathname).toBe(at(9850));
  });

  it("is left when nothing is to be added to the completed record", async () => {
    openHospital();
    visit(path.replace(FOLDER, uuid(7703)));
    await screen.findByRole("dialog", { name: "Phụ lục bổ sung" });
    await press("Đóng");
    await waitFor(() => expect(window.location.pathname).toBe(`/patients/${FIRST.id}/folder/${uuid(7703)}`));
  });

  it("is made without an entry that is being written: that one is in the draft", async () => {
    const hospital = openHospital();
    visit(path.replace("01-BV1", "36-BV2"));
    await write("S", "Đỡ đau");
    await pass(1300);
    const made = hospital.asked.find((one) => one.method === "POST" && one.path.endsWith("/sheets"))!;
    expect(answersOf(made)).toEqual({});
    expect(answersOf(drafts(hospital).at(-1))["dien-bien"]).toEqual([{ answers: { s: [{ text: "Đỡ đau" }] } }]);
    expect(screen.getByText(/^Đã lưu nháp/)).toBeTruthy();
  });

  it("shows what the record already knows", async () => {
    openHospital();
    visit(path);
    expect((await screen.findByRole<HTMLInputElement>("textbox", { name: /^1\. Họ và tên/ })).value).toBe(FIRST.name.toUpperCase());
    expect(screen.getByRole("button", { name: /Họ và tên: Lấy từ HIS Bình Minh/ })).toBeTruthy();
  });
});

describe("one who writes", () => {
  it("sees who has the sheet, asks for it, and gets it after the other was warned", async () => {
    const hospital = openHospital();
    visit(OTHERS);
    await screen.findByText(/BS\. Trần Văn Kiên đang sửa tờ này từ/);
    expect(screen.queryByRole("button", { name: "Ghi tiếp" })).toBeNull();
    await press("Nhận quyền sửa");
    await screen.findByText(/Đã báo cho BS\. Trần Văn Kiên/);
    await healthy();
    await pass(20_000);
    expect(screen.queryByRole("textbox", { name: REASON })).toBeNull();
    await pass(20_000);
    expect(await field(REASON)).toBeTruthy();
    expect(hospital.asked.filter((one) => one.path.endsWith("/editor")).map((one) => (one.body as { takeOver: boolean }).takeOver)[0]).toBe(true);
  });

  it("is warned before somebody takes over, saves by then, and keeps what was typed", async () => {
    const hospital = await edit(RECORD);
    takenBy(uuid(9801), new Date(Date.now() + 90_000).toISOString());
    await pass(10_500);
    expect(screen.getByText(/BS\. Trần Văn Kiên xin sửa tờ này/).closest("[role=alert]")!.textContent).toMatch(/Còn \d+ giây/);
    await write(REASON, "Đang gõ dở");
    await pass(1300);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Đang gõ dở" }]);
    takenBy(uuid(9801));
    await write(REASON, "Gõ sau khi bị lấy");
    await pass(1300);
    await screen.findByText(/Những gì bạn đã gõ còn ở trang này/);
    expect(screen.getByText("Gõ sau khi bị lấy")).toBeTruthy();
    expect(screen.queryByRole("textbox", { name: REASON })).toBeNull();
  });

  it("chooses between both texts when the sheet comes back changed, also when all of one's own was saved as a draft", async () => {
    const hospital = await edit(RECORD);
    await write(REASON, "Gõ trước khi bị lấy");
    await pass(1300);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Gõ trước khi bị lấy" }]);
    takenBy(uuid(9801));
    await pass(10_500);
    elsewhere(uuid(9801), { "ly-do": [{ text: "Người kia ghi" }] });
    await press("Nhận quyền sửa");
    await pass(41_000);
    const choice = await screen.findByRole("region", { name: "Tờ này đã được sửa ở nơi khác" });
    expect(choice.textContent).toContain("Gõ trước khi bị lấy");
    expect(choice.textContent).toContain("Người kia ghi");
  });

  it("finds the draft again after stopping, when somebody wrote a version in between", async () => {
    await edit(RECORD);
    await write(REASON, "Gõ rồi thôi");
    await press("Thôi sửa");
    await screen.findByRole("button", { name: "Ghi tiếp" });
    elsewhere(uuid(9801), { "ly-do": [{ text: "Người kia ghi" }] });
    await pass(100);
    window.dispatchEvent(new Event(WOKEN));
    await screen.findByText("Người kia ghi");
    await press("Ghi tiếp");
    const choice = await screen.findByRole("region", { name: "Tờ này đã được sửa ở nơi khác" });
    expect(choice.textContent).toContain("Gõ rồi thôi");
  });

  it("is not asked by a timer to stay signed in", async () => {
    const hospital = await edit(RECORD);
    const before = hospital.asked.length;
    await pass(60_000);
    const beats = hospital.asked.slice(before).filter((one) => one.path.endsWith("/editor"));
    expect(beats.length).toBeGreaterThan(3);
    expect(beats.every((one) => one.headers["X-Emr-Activity"] === undefined)).toBe(true);
  });
});

describe("the treatment sheet", () => {
  it("takes an entry for good, and keeps the rest as it is being typed", async () => {
    const hospital = await edit(TREATMENT);
    await write("Tờ số", "2");
    await write("S", "Hết khó thở");
    await pass(1300);
    await press("Ghi vào tờ");
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "S" }).value).toBe(""));
    expect(screen.getByText("Hết khó thở")).toBeTruthy();
    expect((await field("Tờ số")).value).toBe("2");
    // At once, not a moment later: the draft is of the new version now and holds no entry that is written already.
    await pass(50);
    expect(drafts(hospital).at(-1)!.body).toMatchObject({ version: 2, answers: { "to-so": [{ number: 2 }] } });
    expect(answersOf(drafts(hospital).at(-1))["dien-bien"]).toHaveLength(4);
  });

  it("strikes an entry out with a reason", async () => {
    const hospital = await edit(TREATMENT);
    fireEvent.click((await screen.findAllByRole("button", { name: /^Gạch bỏ:/ }))[0]!);
    const layer = await screen.findByRole("dialog", { name: "Gạch bỏ một lần ghi" });
    fireEvent.change(within(layer).getByLabelText("Lý do"), { target: { value: "Nhầm người" } });
    fireEvent.click(within(layer).getByRole("button", { name: "Gạch bỏ" }));
    await screen.findByText(/gạch bỏ .*: Nhầm người$/);
    expect(hospital.asked.find((one) => one.path.endsWith("/strike"))!.body).toEqual({ version: 1, reason: "Nhầm người" });
  });

  it("is not completed while an entry is being written", async () => {
    const hospital = await edit(TREATMENT);
    await write("S", "Dở dang");
    await press("Hoàn thành");
    await screen.findByText(/Còn một diễn biến đang viết/);
    expect(hospital.asked.some((one) => one.method === "PUT" && one.path.endsWith(uuid(9802)))).toBe(false);
  });
});

describe("leaving", () => {
  const out = () => screen.getByRole("link", { name: "Tổng quan" });

  it("saves first and goes", async () => {
    const hospital = await edit(RECORD);
    await write(REASON, "Vội");
    fireEvent.click(out());
    await waitFor(() => expect(window.location.pathname).toBe(`/patients/${FIRST.id}`));
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Vội" }]);
  });

  it("asks where it cannot be saved, also of the browser's arrows", async () => {
    await edit(RECORD);
    const net = network();
    net.down = true;
    await write(REASON, "Chưa lưu");
    fireEvent.click(out());
    const ask = await screen.findByRole("dialog", { name: "Chữ đã gõ chưa được lưu" });
    fireEvent.click(within(ask).getByRole("button", { name: "Ở lại trang" }));
    expect(window.location.pathname).toBe(RECORD);
    expect((await field(REASON)).value).toBe("Chưa lưu");
    const unload = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(unload);
    expect(unload.defaultPrevented).toBe(true);
    window.history.replaceState(null, "", "/");
    window.dispatchEvent(new PopStateEvent("popstate"));
    await screen.findByRole("dialog", { name: "Chữ đã gõ chưa được lưu" });
    expect(window.location.pathname).toBe(RECORD);
    await press("Rời trang, bỏ phần chưa lưu");
    await waitFor(() => expect(window.location.pathname).toBe("/"));
  });
});
