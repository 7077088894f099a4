import { afterEach, describe, expect, it } from "vitest";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { problemElsewhere } from "../../testing/fake/problems.mjs";
import { PEOPLE } from "../../testing/fake/people.mjs";
import { banner, chartPath, openHospital, visit } from "../testing/hospital";

const card = () => within(document.querySelector<HTMLElement>(".problems")!);

async function panel() {
  await banner();
  fireEvent.click(card().getByRole("button", { name: "Mở danh sách" }));
  return within(await screen.findByRole("dialog"));
}

const sent = (hospital: ReturnType<typeof openHospital>, method: string) => hospital.asked.filter((one) => one.method === method && one.path.includes("/problems"));

afterEach(() => problemElsewhere(undefined));

describe("the problem list", () => {
  it("stands in the overview, the important ones marked, each with its source", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    expect(card().getByText("Tăng huyết áp vô căn (nguyên phát)")).toBeTruthy();
    expect(card().getByText("quan trọng")).toBeTruthy();
    expect(card().getByText(/Đang tồn tại · từ 2015 · Amlodipin/)).toBeTruthy();
    expect(card().getByText(/Đã ổn · từ 03\/2019/)).toBeTruthy();
    expect(card().getAllByText(/BS\. Trần Minh Thử/).length).toBe(3);
  });

  it("says that nothing is recorded where nothing is", async () => {
    openHospital();
    visit(`/patients/${PEOPLE[1]!.id}`);
    await screen.findByRole("heading", { name: "Danh sách vấn đề" });
    expect(card().getByText("Chưa ghi vấn đề nào.")).toBeTruthy();
  });

  it("takes a new problem with a month, and not a time that cannot be read", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await panel();
    fireEvent.click(await open.findByRole("button", { name: "Ghi vấn đề" }));
    fireEvent.click(open.getByRole("button", { name: "Lưu" }));
    expect(open.getByRole("alert").textContent).toBe("Ghi mã hoặc tên vấn đề.");
    fireEvent.change(open.getByRole("combobox", { name: "Vấn đề: Tên" }), { target: { value: "Gút mạn tính" } });
    fireEvent.change(open.getByLabelText(/^Có từ/), { target: { value: "13/2019" } });
    fireEvent.click(open.getByRole("button", { name: "Lưu" }));
    expect(open.getByRole("alert").textContent).toMatch(/^Thời gian không đọc được/);
    fireEvent.change(open.getByLabelText(/^Có từ/), { target: { value: "05/2019" } });
    fireEvent.click(open.getByLabelText("Quan trọng với mọi lần điều trị"));
    fireEvent.click(open.getByRole("button", { name: "Lưu" }));
    expect(await open.findByText("Gút mạn tính")).toBeTruthy();
    const asked = sent(hospital, "POST");
    expect(asked).toHaveLength(1);
    expect(asked[0]!.body).toMatchObject({ requestId: expect.any(String), problem: { text: "Gút mạn tính", since: "2019-05", status: "ACTIVE", importance: "HIGH" } });
  });

  it("is changed with a reason in the version that was seen; what somebody else wrote meanwhile is shown and nothing typed is lost", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await panel();
    fireEvent.click(await open.findByRole("button", { name: /^Sửa: I10/ }));
    fireEvent.click(open.getByRole("button", { name: "Lưu" }));
    expect(open.getByRole("alert").textContent).toMatch(/^Ghi lý do sửa/);
    fireEvent.change(open.getByLabelText("Tình trạng"), { target: { value: "STABLE" } });
    fireEvent.change(open.getByLabelText("Lý do sửa"), { target: { value: "Huyết áp ổn" } });
    problemElsewhere({ text: "Tăng huyết áp độ 2" });
    fireEvent.click(open.getByRole("button", { name: "Lưu" }));
    expect((await open.findByText(/Vừa được sửa ở nơi khác/)).textContent).toContain("Tăng huyết áp độ 2");
    expect((open.getByLabelText("Lý do sửa") as HTMLTextAreaElement).value).toBe("Huyết áp ổn");
    fireEvent.click(open.getByRole("button", { name: "Vẫn lưu bản của tôi" }));
    await open.findByRole("button", { name: "Ghi vấn đề" });
    expect(sent(hospital, "PUT").map((one) => (one.body as { version: number }).version)).toEqual([2, 3]);
  });

  it("is taken back with a reason", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await panel();
    fireEvent.click(await open.findByRole("button", { name: /^Thu hồi: E11\.9/ }));
    const sheet = within(screen.getAllByRole("dialog").at(-1)!);
    fireEvent.change(sheet.getByRole("textbox"), { target: { value: "Ghi nhầm người bệnh" } });
    fireEvent.click(sheet.getByRole("button", { name: "Thu hồi" }));
    await waitFor(() => expect(sent(hospital, "PUT")).toHaveLength(1));
    expect(sent(hospital, "PUT")[0]!.body).toEqual({ version: 1, reason: "Ghi nhầm người bệnh" });
  });

  it("offers no change to who may not write diagnoses", async () => {
    openHospital("hocvien");
    visit(chartPath());
    const open = await panel();
    await open.findByText("Tăng huyết áp vô căn (nguyên phát)");
    expect(open.queryByRole("button", { name: /^Sửa/ })).toBeNull();
    expect(open.queryByRole("button", { name: "Ghi vấn đề" })).toBeNull();
  });
});
