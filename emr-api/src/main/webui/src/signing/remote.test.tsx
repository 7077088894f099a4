import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { phone } from "../../testing/fake/remote.mjs";
import { resetSheets } from "../../testing/fake/sheets.mjs";
import { PIN, resetSigning } from "../../testing/fake/signing.mjs";
import { WOKEN } from "../load";
import { FIRST, healthy, leaks, openHospital, sent, uuid, visit } from "../testing/hospital";

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }));
const ON_PHONE = uuid(9705);
const IN_DEVICE = uuid(9706);
const ATTENDING = `/patients/${FIRST.id}/sheets/${uuid(9807)}`;

beforeEach(() => {
  resetSigning();
  resetSheets();
});

async function choose(key: string) {
  const dialog = await screen.findByRole("dialog");
  fireEvent.change(await within(dialog).findByRole("combobox"), { target: { value: key } });
  await within(dialog).findByText(/^Chứng thư còn hiệu lực/);
  return dialog;
}

/** Asks for the first so many of what waits. */
async function ask(n: number) {
  const boxes = await screen.findAllByRole("checkbox", { name: /^Chọn / });
  boxes.slice(0, n).forEach((box) => fireEvent.click(box));
  await press(`Ký (${n})`);
  const dialog = await choose(ON_PHONE);
  fireEvent.click(await within(dialog).findByRole("button", { name: "Gửi yêu cầu ký" }));
  return dialog;
}

/** As when somebody looks again; the page does so every three seconds. */
const look = () => act(() => void window.dispatchEvent(new Event(WOKEN)));

describe("signing with a key that a service holds", () => {
  it("asks for no PIN, says what to do on the phone, and tells of each when its owner agreed", async () => {
    const hospital = openHospital();
    phone("IS_AWAY");
    visit("/signing");
    const dialog = await ask(2);
    await within(dialog).findByText("Mở ứng dụng Viettel MySign trên điện thoại và đồng ý.");
    expect(within(dialog).queryByLabelText(/^Mã PIN/)).toBeNull();
    expect(within(dialog).getByRole("timer").textContent).toMatch(/^(5:00|4:\d\d)$/);
    expect(within(dialog).getAllByText("Đã gửi")).toHaveLength(2);
    expect(sent(hospital, "/signing/jobs").body).toMatchObject({ keyId: ON_PHONE, items: [{ place: 0, version: 2 }, { place: 0, version: 2 }] });
    expect(JSON.stringify(sent(hospital, "/signing/jobs").body)).not.toContain("pin");
    await healthy();
    phone("AGREES");
    look();
    await within(dialog).findByText("Đã ký 2 mục.");
    expect((await screen.findByLabelText("13 chữ ký chờ bạn ký")).textContent).toBe("13");
    expect(leaks()).toEqual([]);
  });

  it("goes on when the page is left, is found again there, and is not asked for twice meanwhile", async () => {
    openHospital();
    phone("IS_AWAY");
    visit("/signing");
    const dialog = await ask(1);
    await within(dialog).findByRole("timer");
    fireEvent.click(within(dialog).getAllByRole("button", { name: "Đóng" }).at(-1)!);
    const card = await screen.findByRole("region", { name: "Ký từ xa trong giờ qua" });
    within(card).getByText("Chờ đồng ý trên điện thoại");
    await screen.findByText("chờ đồng ý trên điện thoại");
    expect(screen.getAllByRole<HTMLInputElement>("checkbox", { name: /^Chọn / })[0]!.disabled).toBe(true);
    await healthy();
    fireEvent.click(within(card).getByRole("button", { name: /^Xem lần ký/ }));
    await within(await screen.findByRole("dialog")).findByText("Mở ứng dụng Viettel MySign trên điện thoại và đồng ý.");
    phone("AGREES");
    look();
    await within(screen.getByRole("dialog")).findByText("Đã ký 1 mục.");
    await within(card).findByText("Đã ký 1/1");
  });

  it.each([
    ["SAYS_NO", "Chưa ký: đã từ chối trên điện thoại.", /Nếu bấm nhầm/],
    ["IS_LATE", "Chưa ký: hết thời gian chờ đồng ý.", /Kiểm tra điện thoại có mạng/],
    ["WAS_DOWN", "Chưa ký: không liên lạc được với dịch vụ ký số.", /ký bằng chứng thư khác/],
    ["SIGNS_WRONGLY", "Chưa ký.", /không khớp với văn bản/],
  ])("that %s leaves it waiting, says why and what to do, and can be tried again", async (does, why, next) => {
    const hospital = openHospital();
    phone(does);
    visit("/signing");
    const dialog = await ask(1);
    await within(dialog).findByText(why);
    within(dialog).getByText(next);
    expect((await screen.findByLabelText("15 chữ ký chờ bạn ký")).textContent).toBe("15");
    phone("AGREES");
    fireEvent.click(within(dialog).getByRole("button", { name: "Thử lại phần chưa ký (1)" }));
    const again = await choose(ON_PHONE);
    fireEvent.click(await within(again).findByRole("button", { name: "Gửi yêu cầu ký" }));
    await within(again).findByText("Đã ký 1 mục.");
    expect(hospital.asked.filter(({ path, method }) => path === "/signing/jobs" && method === "POST")).toHaveLength(2);
  });

  it("says that nothing is signed yet while the service is not reached", async () => {
    openHospital();
    phone("IS_DOWN");
    visit("/signing");
    const dialog = await ask(1);
    await within(dialog).findByText("Chưa ký: chưa liên lạc được với dịch vụ ký số.");
    within(dialog).getByText(/Cứ tiếp tục công việc/);
    expect(within(dialog).queryByRole("timer")).toBeNull();
  });

  it("tells of one by one what became of it", async () => {
    openHospital();
    visit("/signing");
    const dialog = await ask(4);
    await within(dialog).findByText("Đã ký 3, chưa ký 1.");
    within(dialog).getByText("Nội dung vừa thay đổi hoặc đã có người ký.");
  });

  it("from a sheet works as well, and what waits for the phone is not asked for again", async () => {
    openHospital();
    phone("IS_AWAY");
    visit(ATTENDING);
    fireEvent.click((await screen.findAllByRole("button", { name: "Ký: Bác sỹ điều trị" }))[0]!);
    let dialog = await choose(ON_PHONE);
    fireEvent.click(await within(dialog).findByRole("button", { name: "Gửi yêu cầu ký" }));
    await within(dialog).findByRole("timer");
    fireEvent.click(within(dialog).getAllByRole("button", { name: "Đóng" }).at(-1)!);
    fireEvent.click((await screen.findAllByRole("button", { name: "Ký: Bác sỹ điều trị" }))[0]!);
    dialog = await choose(ON_PHONE);
    fireEvent.click(await within(dialog).findByRole("button", { name: "Gửi yêu cầu ký" }));
    await within(dialog).findByText("Đang chờ bạn đồng ý trên điện thoại.");
  });
});

describe("a key in the hospital's device", () => {
  it("does not sign before its owner set its PIN", async () => {
    openHospital();
    visit("/signing");
    fireEvent.click((await screen.findAllByRole("checkbox", { name: /^Chọn / }))[0]!);
    await press("Ký (1)");
    const dialog = await choose(IN_DEVICE);
    within(dialog).getByText(/chưa có mã PIN/);
    expect(within(dialog).queryByLabelText(/^Mã PIN/)).toBeNull();
    expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Ký" }).disabled).toBe(true);
  });

  it("that is at hand still asks for its PIN", async () => {
    const hospital = openHospital();
    visit("/signing");
    fireEvent.click((await screen.findAllByRole("checkbox", { name: /^Chọn / }))[0]!);
    await press("Ký (1)");
    const dialog = await choose(uuid(9701));
    expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Ký" }).disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText(/^Mã PIN/), { target: { value: PIN } });
    fireEvent.click(await within(dialog).findByRole("button", { name: "Ký" }));
    await waitFor(() => expect(sent(hospital, "/signing/signatures").body).toMatchObject({ pin: PIN }));
  });
});
