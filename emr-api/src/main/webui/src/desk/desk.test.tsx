import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { leaks, openHospital, PEOPLE, press, uuid, visit } from "../testing/hospital";
import { diff } from "./diff";

const MESSAGE = `/messages/${uuid(900100)}`;

describe("finding messages", () => {
  it("sends what was typed in a body and shows page after page", async () => {
    const hospital = openHospital("hoso");
    visit("/messages");
    fireEvent.change(await screen.findByLabelText("Mã người bệnh"), { target: { value: PEOPLE[0]!.patientNumber } });
    fireEvent.click(screen.getByRole("button", { name: "Tìm" }));
    await waitFor(() => expect(screen.getAllByRole("row").length - 1).toBe(50));
    expect(hospital.asked.at(-1)).toMatchObject({ method: "POST", path: "/inbound/search", body: { patientNumber: PEOPLE[0]!.patientNumber, limit: 50 } });
    fireEvent.click(screen.getByRole("button", { name: "Tải thêm" }));
    await waitFor(() => expect(screen.getAllByRole("row").length - 1).toBe(60));
    expect(screen.queryByRole("button", { name: "Tải thêm" })).toBeNull();
    expect(leaks()).toEqual([]);
  });

  it("asks a doctor for a patient first, and never asks hospital IT for one", async () => {
    openHospital("bacsi");
    const { unmount } = visit("/messages");
    const button = (await screen.findByRole("button", { name: "Tìm" })) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    fireEvent.change(screen.getByLabelText("Mã người bệnh"), { target: { value: "BN1" } });
    expect(button.disabled).toBe(false);
    unmount();
    openHospital("quantri");
    visit("/messages");
    await screen.findByRole("button", { name: "Tìm" });
    expect(screen.queryByLabelText("Mã người bệnh")).toBeNull();
  });

  it("tells nothing found from a failure", async () => {
    openHospital("quantri");
    visit("/messages");
    fireEvent.change(await screen.findByLabelText(/MSH-10/), { target: { value: "none" } });
    fireEvent.submit(screen.getByRole("button", { name: "Tìm" }).closest("form")!);
    await screen.findByText(/Không có bản tin nào khớp/);
  });

  it("takes times typed by the hospital's clock", async () => {
    const hospital = openHospital("quantri");
    visit("/messages");
    fireEvent.change(await screen.findByLabelText("Từ lúc"), { target: { value: "20/11/2026 07:00" } });
    fireEvent.click(screen.getByRole("button", { name: "Tìm" }));
    await waitFor(() => expect(hospital.asked.at(-1)?.body).toMatchObject({ from: "2026-11-20T00:00:00.000Z" }));
  });

  it("asks nothing while a time cannot be read, and says how to write it", async () => {
    const hospital = openHospital("quantri");
    visit("/messages");
    const before = (await screen.findByLabelText("Trước lúc")) as HTMLInputElement;
    fireEvent.change(before, { target: { value: "31/02/2026" } });
    fireEvent.blur(before);
    expect((await screen.findByRole("alert")).textContent).toContain("20/11/2026 07:00");
    expect(before.getAttribute("aria-invalid")).toBe("true");
    const find = screen.getByRole("button", { name: "Tìm" }) as HTMLButtonElement;
    expect(find.disabled).toBe(true);
    fireEvent.submit(find.closest("form")!);
    expect(hospital.asked.some((a) => a.path === "/inbound/search")).toBe(false);
    fireEvent.change(before, { target: { value: "1/3/2026" } });
    expect(find.disabled).toBe(false);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("the content of a message", () => {
  it("is read only when asked for; a chosen field stands out in the text, by mouse and by key", async () => {
    const hospital = openHospital("hoso");
    visit(MESSAGE);
    const show = await screen.findByRole("button", { name: "Xem nội dung" });
    expect(hospital.asked.some((a) => a.path.endsWith("/content"))).toBe(false);
    fireEvent.click(show);
    const name = await screen.findByRole("button", { name: /PID-5.*Họ tên/ });
    fireEvent.click(name);
    const raw = screen.getByRole("region", { name: "Nguyên văn" });
    expect(raw.querySelector("mark")?.textContent).toBe("Nguyễn\\T\\Thử");
    expect(raw.textContent).toContain("2.5.1\nPID|1|");
    name.focus();
    press("k");
    expect(raw.querySelector("mark")?.textContent).toBe("BN-SAI^^^BV");
  });

  it("is structure only for hospital IT", async () => {
    openHospital("quantri");
    visit(MESSAGE);
    fireEvent.click(await screen.findByRole("button", { name: "Xem cấu trúc" }));
    await screen.findByRole("button", { name: /PID-5.*\(12 ký tự\)/ });
    expect(document.body.textContent).not.toContain("Nguyễn");
    expect(screen.queryByRole("link", { name: "Tải nguyên văn" })).toBeNull();
    expect(screen.queryByRole("link", { name: "Sửa và áp dụng" })).toBeNull();
  });
});

describe("correcting a message", () => {
  it("needs a change, a rehearsal and a reason, in this order", async () => {
    const hospital = openHospital("hoso");
    visit(MESSAGE);
    fireEvent.click(await screen.findByRole("link", { name: "Sửa và áp dụng" }));
    const box = (await screen.findByLabelText(/mỗi đoạn một dòng/)) as HTMLTextAreaElement;
    const rehearse = screen.getByRole("button", { name: "Chạy thử" }) as HTMLButtonElement;
    expect(rehearse.disabled).toBe(true);
    fireEvent.change(box, { target: { value: box.value.replace("BN-SAI", "BN-DUNG") } });
    expect(within(screen.getByRole("region", { name: "Khác bản gốc" })).getByText(/\+ PID\|1\|\|BN-DUNG/)).toBeTruthy();
    fireEvent.click(rehearse);
    await screen.findByText(/Nếu áp dụng: Đã đưa vào hồ sơ/);
    const apply = screen.getByRole("button", { name: "Áp dụng bản đã sửa" }) as HTMLButtonElement;
    expect(apply.disabled).toBe(true);
    fireEvent.change(screen.getByLabelText("Lý do thực hiện"), { target: { value: "Sai mã người bệnh" } });
    fireEvent.click(apply);
    await screen.findByText("bản gốc");
    expect(window.location.pathname).toBe(`/messages/${uuid(900104)}`);
    expect(hospital.asked.some((a) => a.path.endsWith("/corrections") && (a.body as { reason?: string }).reason === "Sai mã người bệnh")).toBe(true);
    expect(leaks()).toEqual([]);
  });

  it("must be rehearsed anew after another change", async () => {
    openHospital("hoso");
    visit(`${MESSAGE}/correct`);
    const box = (await screen.findByLabelText(/mỗi đoạn một dòng/)) as HTMLTextAreaElement;
    fireEvent.change(box, { target: { value: box.value.replace("BN-SAI", "BN-DUNG") } });
    fireEvent.click(screen.getByRole("button", { name: "Chạy thử" }));
    await screen.findByLabelText("Lý do thực hiện");
    fireEvent.change(box, { target: { value: `${box.value}\nZZZ|1` } });
    expect(screen.queryByLabelText("Lý do thực hiện")).toBeNull();
  });

  it("shows line by line what changed", () => {
    expect(diff("a\rb\rc\r", "a\nx\nc\nd")).toEqual([
      { kind: "same", text: "a" },
      { kind: "gone", text: "b" },
      { kind: "new", text: "x" },
      { kind: "same", text: "c" },
      { kind: "new", text: "d" },
    ]);
    expect(diff("a", "a").every((line) => line.kind === "same")).toBe(true);
  });
});

describe("waiting messages", () => {
  it("are dismissed with a reason", async () => {
    const hospital = openHospital("hoso");
    visit("/parked");
    fireEvent.click((await screen.findAllByRole("button", { name: "Gỡ khỏi danh sách" }))[0]!);
    const sheet = screen.getByRole("dialog", { hidden: true });
    const button = within(sheet).getByRole("button", { name: "Gỡ khỏi danh sách", hidden: true }) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    fireEvent.change(within(sheet).getByLabelText("Lý do thực hiện"), { target: { value: "gửi nhầm" } });
    fireEvent.click(button);
    await screen.findByText("Đã gỡ khỏi danh sách.");
    expect(hospital.asked.at(-1)).toMatchObject({ body: { reason: "gửi nhầm" } });
  });

  it("are replayed only after a dry run; the one who asked does not approve", async () => {
    const hospital = openHospital("hoso");
    visit("/replays");
    expect(screen.queryByRole("button", { name: "Gửi để duyệt" })).toBeNull();
    fireEvent.click(await screen.findByRole("button", { name: "Chạy thử" }));
    await screen.findByText(/480 bản tin đang chờ khớp/);
    fireEvent.change(screen.getByLabelText("Lý do thực hiện"), { target: { value: "Đã khai báo" } });
    fireEvent.click(screen.getByRole("button", { name: "Gửi để duyệt" }));
    await waitFor(() => expect(hospital.asked.some((a) => a.method === "POST" && a.path === "/replays")).toBe(true));
    expect(screen.getAllByRole("button", { name: "Duyệt" })).toHaveLength(1);
    hospital.twist = (path, body) => (path === "/replays" ? (body as object[]).map((r) => ({ ...r, askedBy: uuid(3) })) : body);
    fireEvent.click(screen.getAllByRole("button", { name: "Dừng" })[0]!);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Duyệt" })).toBeNull());
  });
});

describe("the traffic of senders", () => {
  it("leads from the list to what one sends wrong, and to an example", async () => {
    openHospital("quantri");
    visit("/traffic");
    fireEvent.click(await screen.findByRole("link", { name: "LIS Sao Mai" }));
    await screen.findByText("OBX-14 không phải là thời gian đọc được; được bỏ qua");
    const csv = screen.getByRole("link", { name: "Tải CSV" });
    expect(csv.getAttribute("href")).toBe("/api/v1/traffic/s1/conformance.csv?days=30");
    fireEvent.click(screen.getByRole("button", { name: "7 ngày" }));
    await waitFor(() => expect(csv.getAttribute("href")).toContain("days=7"));
    fireEvent.click((await screen.findAllByRole("link", { name: "Chi tiết" }))[0]!);
    await screen.findByText("Chi tiết bản tin");
  });
});
