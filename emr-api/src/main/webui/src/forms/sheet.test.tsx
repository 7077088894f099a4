import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { elsewhere, FOLDER, resetSheets, takenBy } from "../../testing/fake/sheets.mjs";
import { banner, FIRST, healthy, openHospital, uuid, visit, type Asked } from "../testing/hospital";

const at = (n: number) => `/patients/${FIRST.id}/sheets/${uuid(n)}`;
const RECORD = at(9801);
const TREATMENT = at(9802);
const DONE = at(9803);
const OTHERS = at(9804);

beforeEach(() => {
  resetSheets();
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => vi.useRealTimers());

type Hospital = ReturnType<typeof openHospital>;
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const drafts = (hospital: Hospital) => hospital.asked.filter((one) => one.method === "PUT" && one.path.endsWith("/draft"));
const answersOf = (asked: Asked | undefined) => (asked?.body as { answers: Record<string, { text?: string }[]> }).answers;
const field = (name: RegExp | string) => screen.findByLabelText<HTMLInputElement>(name);
const write = async (name: RegExp | string, text: string) => fireEvent.change(await field(name), { target: { value: text } });
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }));

/** Opens a sheet and begins to write. */
async function edit(path: string, as: Parameters<typeof openHospital>[0] = "bacsi") {
  const hospital = openHospital(as);
  visit(path);
  await press(/^(Ghi tiếp|Sửa tờ)$/);
  await screen.findByRole("button", { name: "Thôi sửa" });
  return hospital;
}

/** The network between this page and the server. */
function network() {
  const answer = globalThis.fetch;
  const state = { down: false as boolean | number };
  globalThis.fetch = async (input, init) => {
    if (state.down === true) throw new TypeError("no network");
    if (typeof state.down === "number") return new Response("", { status: state.down });
    return answer(input, init);
  };
  return state;
}

const REASON = /^Lý do vào viện/;

describe("a sheet", () => {
  it("is read first, under the patient's banner, with its versions", async () => {
    openHospital();
    visit(RECORD);
    await banner();
    expect(await screen.findByText("Mẫu chưa xác nhận.")).toBeTruthy();
    expect(screen.queryByRole("textbox", { name: REASON })).toBeNull();
    fireEvent.click(screen.getByText("Các phiên bản (2)"));
    await press("Xem phiên bản 1");
    await screen.findByText(/Đang xem phiên bản 1/);
    expect(screen.getByText("Khó thở")).toBeTruthy();
    await press("Về bản hiện tại");
    await screen.findByText("Khó thở khi nằm, phù hai chân");
    await healthy();
  });

  it("gives nobody a button that cannot work", async () => {
    openHospital("hoso");
    visit(RECORD);
    await screen.findByText("Khó thở khi nằm, phù hai chân");
    for (const name of ["Ghi tiếp", "Hoàn thành", "Hủy tờ", "In tờ"]) expect(screen.queryByText(name)).toBeNull();
  });

  it("is printed as it is kept, and what is typed is seen before that", async () => {
    const made = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
    const hospital = await edit(RECORD);
    await write(REASON, "Đau ngực");
    await press("Xem trước bản in");
    await waitFor(() => expect(made).toHaveBeenCalled());
    const asked = hospital.asked.find((one) => one.path.endsWith(".pdf"))!;
    expect(answersOf(asked)["ly-do"]).toEqual([{ text: "Đau ngực" }]);
    await press("Thôi sửa");
    expect((await screen.findByRole("link", { name: "In tờ" })).getAttribute("href")).toBe(`/api/v1${RECORD}.pdf`);
    made.mockRestore();
  });

  it("saves a draft a moment after the last key, as one change", async () => {
    const hospital = await edit(RECORD);
    await write(REASON, "Đau");
    await write(REASON, "Đau ngực");
    expect(screen.getByText("Đang lưu…")).toBeTruthy();
    expect(drafts(hospital)).toEqual([]);
    await pass(1300);
    expect(drafts(hospital)).toHaveLength(1);
    expect(answersOf(drafts(hospital)[0])["ly-do"]).toEqual([{ text: "Đau ngực" }]);
    expect(screen.getByText(/^Đã lưu nháp lúc \d\d:\d\d$/)).toBeTruthy();
    await healthy();
  });

  it("saves whoever types without a pause too", async () => {
    const hospital = await edit(RECORD);
    for (let i = 0; i < 16; i += 1) {
      await write(REASON, `Đau ngực ${i}`);
      await pass(500);
    }
    expect(drafts(hospital).length).toBeGreaterThan(0);
  });

  it("keeps what is typed while the network is away, and saves it when it is back", async () => {
    const hospital = await edit(RECORD);
    const net = network();
    net.down = true;
    await write(REASON, "Đau ngực trái");
    await pass(1300);
    expect(screen.getByText(/^Mất kết nối/)).toBeTruthy();
    await write(REASON, "Đau ngực trái, vã mồ hôi");
    await pass(60_000);
    expect((await field(REASON)).value).toBe("Đau ngực trái, vã mồ hôi");
    expect(drafts(hospital)).toEqual([]);
    net.down = false;
    await pass(31_000);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Đau ngực trái, vã mồ hôi" }]);
    expect(screen.getByText(/^Đã lưu nháp/)).toBeTruthy();
  });

  it("tries again while the server starts anew, and at once when the browser is online", async () => {
    const hospital = await edit(RECORD);
    const net = network();
    net.down = 503;
    await write(REASON, "Ngất");
    await pass(5000);
    expect(screen.getByText(/^Mất kết nối/)).toBeTruthy();
    net.down = false;
    window.dispatchEvent(new Event("online"));
    await pass(50);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Ngất" }]);
  });

  it("outlives a session that ends: the page waits behind the sign-in and goes on", async () => {
    const hospital = await edit(RECORD);
    hospital.cookie = "";
    await write(REASON, "Khó thở đột ngột");
    await pass(1300);
    await screen.findByText(/Phiên làm việc đã hết/);
    expect(document.body.innerHTML).not.toContain("Khó thở đột ngột");
    const before = hospital.asked.length;
    await pass(120_000);
    expect(hospital.asked.slice(before).filter((one) => one.path.includes("/sheets/"))).toEqual([]);
    fireEvent.change(screen.getByLabelText("Tên đăng nhập"), { target: { value: "bacsi" } });
    fireEvent.change(screen.getByLabelText("Mật khẩu"), { target: { value: "minh-hoa" } });
    fireEvent.click(screen.getAllByRole("button", { name: "Đăng nhập" })[0]!);
    expect((await field(REASON)).value).toBe("Khó thở đột ngột");
    await pass(2000);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Khó thở đột ngột" }]);
    expect(screen.getByText(/^Đã lưu nháp/)).toBeTruthy();
  });

  it("outlives a locked screen with what was typed last", async () => {
    const hospital = await edit(RECORD);
    await write(REASON, "Hồi hộp");
    await pass(16 * 60_000);
    screen.getByText(/Màn hình đã khóa/);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Hồi hộp" }]);
    fireEvent.change(screen.getByLabelText("Tên đăng nhập"), { target: { value: "bacsi" } });
    fireEvent.change(screen.getByLabelText("Mật khẩu"), { target: { value: "minh-hoa" } });
    fireEvent.click(screen.getAllByRole("button", { name: "Đăng nhập" })[0]!);
    expect((await field(REASON)).value).toBe("Hồi hộp");
  });

  it("that somebody changed meanwhile shows both sides and writes over nothing", async () => {
    const hospital = await edit(RECORD);
    elsewhere(uuid(9801), { "ly-do": [{ text: "Phù hai chân" }], "di-nguyen": [{ text: "Tôm" }] });
    await write(REASON, "Đau ngực");
    await write("Chiều cao", "155");
    await pass(1300);
    const choice = await screen.findByRole("region", { name: "Tờ này đã được sửa ở nơi khác" });
    const side = (name: string) => within(within(choice).getByRole("group", { name })).getAllByRole<HTMLInputElement>("radio").map((one) => one.checked);
    // One of both changed these: proposed. Both changed the reason: not.
    expect(side("Chiều cao")).toEqual([true, false]);
    expect(side("Dị nguyên")).toEqual([false, true]);
    expect(side("Lý do vào viện")).toEqual([false, false]);
    const take = within(choice).getByRole<HTMLButtonElement>("button", { name: "Dùng các bản đã chọn" });
    expect(take.disabled).toBe(true);
    await healthy();
    await pass(60_000);
    expect(drafts(hospital)).toHaveLength(1);
    fireEvent.click(within(choice).getByRole("radio", { name: /Bạn đang gõ.*Đau ngực/ }));
    fireEvent.click(take);
    await pass(1300);
    expect(drafts(hospital).at(-1)!.body).toMatchObject({ version: 3, answers: { "ly-do": [{ text: "Đau ngực" }], "di-nguyen": [{ text: "Tôm" }], "chieu-cao": [{ number: 155 }] } });
  });

  it("is completed with what was typed last, and then is read", async () => {
    const hospital = await edit(RECORD);
    await write(REASON, "Đau ngực");
    await press("Hoàn thành");
    await screen.findByRole("button", { name: "Sửa tờ" });
    const put = hospital.asked.find((one) => one.method === "PUT" && one.path.endsWith(uuid(9801)))!;
    expect(put.body).toMatchObject({ version: 2, complete: true, answers: { "ly-do": [{ text: "Đau ngực" }] } });
    expect(drafts(hospital)).toHaveLength(1);
    expect(screen.queryByRole("textbox", { name: REASON })).toBeNull();
    expect(hospital.asked.some((one) => one.method === "DELETE" && one.path.endsWith("/editor"))).toBe(true);
  });

  it("is not saved with what cannot be read, or changed without a reason", async () => {
    const hospital = await edit(RECORD);
    await write("Chiều cao", "cao");
    await press("Lưu");
    await screen.findByText(/Có chỗ ghi chưa đọc được/);
    await press("Tới chỗ đó");
    expect(document.activeElement).toBe(await field("Chiều cao"));
    await write("Chiều cao", "150");
    await write("Nhiệt độ", "38");
    await press("Lưu");
    await screen.findByText(/chưa ghi lý do/);
    expect(hospital.asked.some((one) => one.method === "PUT" && one.path.endsWith(uuid(9801)))).toBe(false);
    await write(/Lý do sửa khác.*: Nhiệt độ/, "Đo lại");
    await press("Lưu");
    await waitFor(() => expect(hospital.asked.some((one) => one.method === "PUT" && one.path.endsWith(uuid(9801)))).toBe(true));
  });

  it("that is complete is changed by a new version with a reason", async () => {
    const hospital = await edit(DONE);
    await write("Mạch, dòng 1", "98");
    await press("Lưu");
    const layer = await screen.findByRole("dialog", { name: "Ghi phiên bản mới" });
    expect(within(layer).getByRole<HTMLButtonElement>("button", { name: "Lưu" }).disabled).toBe(true);
    fireEvent.change(within(layer).getByLabelText("Lý do"), { target: { value: "Ghi nhầm mạch" } });
    fireEvent.click(within(layer).getByRole("button", { name: "Lưu" }));
    await screen.findByRole("button", { name: "Sửa tờ" });
    expect(hospital.asked.find((one) => one.method === "PUT" && one.path.endsWith(uuid(9803)))!.body).toMatchObject({ version: 2, reason: "Ghi nhầm mạch" });
  });

  it("is cancelled and restored with a reason", async () => {
    const hospital = openHospital();
    visit(RECORD);
    await press("Hủy tờ");
    const layer = await screen.findByRole("dialog", { name: "Hủy tờ" });
    fireEvent.change(within(layer).getByLabelText("Lý do"), { target: { value: "Nhầm người bệnh" } });
    fireEvent.click(within(layer).getByRole("button", { name: "Hủy tờ này" }));
    await press("Khôi phục tờ");
    const back = await screen.findByRole("dialog", { name: "Khôi phục tờ" });
    fireEvent.change(within(back).getByLabelText("Lý do"), { target: { value: "Hủy nhầm" } });
    fireEvent.click(within(back).getByRole("button", { name: "Khôi phục tờ này" }));
    await screen.findByRole("button", { name: "Ghi tiếp" });
    expect(hospital.asked.filter((one) => /cancel|restore/.test(one.path)).map((one) => one.body)).toEqual([{ version: 2, reason: "Nhầm người bệnh" }, { version: 3, reason: "Hủy nhầm" }]);
  });

  it("takes newer values of the record only where they are chosen", async () => {
    await edit(RECORD);
    await press("Làm mới");
    await screen.findByText("đang ghi: 96 lần/ph → mới: 78 lần/ph");
    await press("Lấy 1 mục");
    expect((await field("Mạch")).value).toBe("78");
  });
});

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

describe("the catalogue of forms", () => {
  it("shows what is there, confirmed or not, and what is missing", async () => {
    openHospital();
    visit("/forms");
    const papers = await screen.findByRole("region", { name: "Giấy, phiếu trong bệnh án" });
    expect(within(papers).getByRole("row", { name: /13\/BV2.*Chưa có/ })).toBeTruthy();
    fireEvent.change(screen.getByLabelText("Tìm mẫu"), { target: { value: "benh an noi" } });
    expect(screen.getAllByRole("row").filter((row) => row.textContent!.includes("BV"))).toHaveLength(1);
    await healthy();
  });
});
