import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { banner, chartPath, healthy, openHospital, sent, uuid, visit } from "../testing/hospital";

const hiding = (masks: unknown) => (path: string, body: unknown) =>
  /^\/patients\/[^/]+$/.test(path) ? { ...(body as object), restricted: masks } : body;
const card = async () => within((await screen.findByRole("heading", { name: "Nhãn hạn chế xem" })).closest("section")!);

describe("what is hidden", () => {
  it("is said without the kind where the kind may not be said, and with it where it may", async () => {
    const hospital = openHospital();
    hospital.twist = hiding([{ part: "CONDITION" }, { part: "DIAGNOSTIC_REPORT", nameVi: "Sức khỏe tâm thần", nameEn: "Mental health" }]);
    visit(chartPath());
    await banner();
    const line = (await screen.findByText("Có thông tin hạn chế xem")).closest("[role=note]")!;
    expect(line.textContent).toContain("Sức khỏe tâm thần");
    expect(line.textContent).not.toContain("HIV");
    await healthy();
  });

  it("is said only in the sections it is hidden from, and nowhere when nothing is", async () => {
    const hospital = openHospital();
    hospital.twist = hiding([{ part: "IMAGING_STUDY" }]);
    visit(chartPath("documents"));
    await banner();
    expect(screen.queryByText("Có thông tin hạn chế xem")).toBeNull();
  });

  it("shows no place of somebody who lies where it may not be said", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) =>
      path === "/patients/search"
        ? { patients: (body as { patients: object[] }).patients.slice(0, 1).map((row) => ({ ...row, stay: { open: true, restricted: true } })) }
        : body;
    visit("/");
    expect(await screen.findAllByText("Nơi nằm hạn chế xem")).not.toHaveLength(0);
  });
});

describe("labels put by hand", () => {
  it("are put on a visit with a reason, and ended by those to whom they open", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    const labels = await card();
    expect((await labels.findByText("Nhãn không mở cho bạn")).closest("li")!.querySelector("button")).toBeNull();
    fireEvent.click(labels.getByRole("button", { name: "Gắn nhãn" }));
    const form = within(await screen.findByRole("dialog"));
    fireEvent.change(await form.findByLabelText("Nhãn"), { target: { value: uuid(7201) } });
    fireEvent.change(form.getByLabelText("Gắn lên"), { target: { value: "ENCOUNTER" } });
    const which = form.getByLabelText("Cụ thể") as HTMLSelectElement;
    fireEvent.change(which, { target: { value: which.options[1]!.value } });
    const save = form.getByRole("button", { name: "Gắn nhãn" }) as HTMLButtonElement;
    fireEvent.change(form.getByLabelText(/^Lý do/), { target: { value: "ngắn" } });
    expect(save.disabled).toBe(true);
    fireEvent.change(form.getByLabelText(/^Lý do/), { target: { value: "Người bệnh đề nghị giữ kín" } });
    await healthy();
    fireEvent.click(save);
    await labels.findByText("HIV/AIDS");
    expect(sent(hospital, "/labels").body).toMatchObject({ labelId: uuid(7201), part: "ENCOUNTER", reason: "Người bệnh đề nghị giữ kín" });
    fireEvent.click(labels.getByRole("button", { name: "Gỡ nhãn: Người cần bảo vệ thông tin" }));
    const ending = within(await screen.findByRole("dialog"));
    fireEvent.change(ending.getByLabelText(/^Lý do/), { target: { value: "Người bệnh đã đồng ý" } });
    fireEvent.click(ending.getByRole("button", { name: "Gỡ nhãn" }));
    await labels.findByText(/đã đồng ý/);
    expect(sent(hospital, `${uuid(7301)}/end`).body).toEqual({ reason: "Người bệnh đã đồng ý" });
  });

  it("are not shown to those who may not put them", async () => {
    openHospital("hocvien");
    visit(chartPath());
    await banner();
    expect(screen.queryByRole("heading", { name: "Nhãn hạn chế xem" })).toBeNull();
  });
});

describe("the page of labels", () => {
  it("says what each hides and to whom it opens, and saves a change as lists", async () => {
    const hospital = openHospital("raquyen");
    visit("/labels");
    const row = (await screen.findByRole("button", { name: "HIV/AIDS" })).closest("tr")!;
    expect(row.textContent).toContain("B20-B24, Z21");
    expect(row.textContent).toContain("Không vai trò nào");
    await healthy();
    fireEvent.click(screen.getByRole("button", { name: "HIV/AIDS" }));
    const form = within(await screen.findByRole("dialog"));
    fireEvent.change(form.getByLabelText(/^Mở cho vai trò/), { target: { value: "DOCTOR, HEAD_OF_DEPARTMENT" } });
    fireEvent.change(form.getByLabelText("Lý do thay đổi"), { target: { value: "Quyết định 12" } });
    await healthy();
    fireEvent.click(form.getByRole("button", { name: "Lưu nhãn" }));
    await screen.findByRole("button", { name: "HIV/AIDS" });
    expect(hospital.asked.findLast((one) => one.method === "PUT")!.body).toMatchObject({ code: "HIV", roles: ["DOCTOR", "HEAD_OF_DEPARTMENT"], reason: "Quyết định 12", version: 1 });
  });
});

describe("emergency access", () => {
  it("opens what is hidden for a cause and a reason, and is said and ended on the chart", async () => {
    const hospital = openHospital();
    let emergency = false;
    hospital.twist = (path, body) => (/^\/patients\/[^/]+$/.test(path) ? { ...(body as object), emergency, restricted: emergency ? [] : [{ part: "CONDITION" }] } : body);
    visit(chartPath());
    await banner();
    fireEvent.click(await screen.findByRole("button", { name: "Mở khẩn cấp" }));
    const form = within(await screen.findByRole("dialog"));
    const open = form.getByRole("button", { name: "Mở khẩn cấp" }) as HTMLButtonElement;
    fireEvent.change(form.getByLabelText(/^Lý do cụ thể/), { target: { value: "Ngừng tim tại sảnh" } });
    expect(open.disabled).toBe(true);
    fireEvent.click(form.getByRole("radio", { name: "Đe dọa tính mạng" }));
    await healthy();
    emergency = true;
    fireEvent.click(open);
    await screen.findByText("Hồ sơ đang được mở khẩn cấp");
    expect(screen.queryByText("Có thông tin hạn chế xem")).toBeNull();
    const asked = hospital.asked.filter((a) => a.path === "/emergencies");
    expect(asked.map((a) => a.body)).toEqual([{ patientId: expect.any(String) as string, cause: "LIFE_THREATENING", reason: "Ngừng tim tại sảnh" }]);
    emergency = false;
    fireEvent.click(screen.getByRole("button", { name: "Kết thúc mở khẩn cấp" }));
    await screen.findByText("Có thông tin hạn chế xem");
  });

  it("is not offered to those who may not break the glass", async () => {
    const hospital = openHospital("hocvien");
    hospital.twist = hiding([{ part: "CONDITION" }]);
    visit(chartPath());
    await banner();
    await screen.findByText("Có thông tin hạn chế xem");
    expect(screen.queryByRole("button", { name: "Mở khẩn cấp" })).toBeNull();
  });

  it("is looked at by somebody else, with a note when it was not justified", async () => {
    const hospital = openHospital("raquyen");
    visit("/emergencies");
    await screen.findByText("1 lần chờ xem xét");
    expect((await screen.findByLabelText("1 lần mở khẩn cấp chờ xem xét")).closest("a")!.textContent).toContain("Khẩn cấp");
    await healthy();
    fireEvent.click(screen.getByRole("button", { name: "Xem xét: BS. Đỗ Hải Đăng" }));
    const form = within(await screen.findByRole("dialog"));
    fireEvent.click(form.getByRole("radio", { name: "Không có căn cứ" }));
    const judge = form.getByRole("button", { name: "Xem xét" }) as HTMLButtonElement;
    expect(judge.disabled).toBe(true);
    fireEvent.change(form.getByLabelText(/^Ghi chú/), { target: { value: "Không phụ trách người bệnh này" } });
    fireEvent.click(judge);
    await screen.findByText("0 lần chờ xem xét");
    expect(hospital.asked.at(-1)!.body).toEqual({ verdict: "NOT_JUSTIFIED", note: "Không phụ trách người bệnh này" });
  });
});
