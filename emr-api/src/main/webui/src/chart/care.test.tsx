import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { banner, chartPath, healthy, openHospital, uuid, visit } from "../testing/hospital";

const card = async () => within((await screen.findByRole("heading", { name: "Nhóm điều trị" })).closest("section")!);
const asking = (asked: { path: string; method: string }[]) => asked.filter((a) => a.method === "POST" && a.path.includes("/care"));

async function openForm() {
  fireEvent.click((await card()).getByRole("button", { name: "Mời hội chẩn" }));
  return within(await screen.findByRole("dialog"));
}

describe("the care team", () => {
  it("says who was asked, by whom, why and until when; those that ended on demand", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    const team = await card();
    const line = (await team.findByText("Khoa Ngoại")).closest("li")!.textContent!;
    expect(line).toContain("khoa được mời");
    expect(line).toContain("Theo dõi bụng ngoại khoa");
    expect(line).toMatch(/BS\. Lê Thu Minh mời \d\d\/\d\d\/\d{4} 14:40 · đến \d\d\/\d\d\/\d{4}/);
    expect(team.queryByText("BS. Trần Thị Mẫu")).toBeNull();
    fireEvent.click(team.getByRole("button", { name: "Xem thêm 1 lời mời đã hết" }));
    expect(team.getByText("BS. Trần Thị Mẫu").closest("li")!.textContent).toContain("đã hết");
    expect(team.queryByRole("button", { name: "Kết thúc: BS. Trần Thị Mẫu" })).toBeNull();
  });

  it("takes a colleague found without accents, never oneself, for some days with a reason", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    const form = await openForm();
    await form.findByRole("radio", { name: /Khoa Ngoại/ });
    expect(form.queryByRole("radio", { name: /Phan Quốc Bảo/ })).toBeNull();
    fireEvent.change(form.getByLabelText(/^Tìm đồng nghiệp/), { target: { value: "do hai dang" } });
    await waitFor(() => expect(form.getAllByRole("radio")).toHaveLength(1));
    fireEvent.click(form.getByRole("radio", { name: /Đỗ Hải Đăng/ }));
    fireEvent.change(form.getByLabelText(/^Tìm đồng nghiệp/), { target: { value: "khong co" } });
    await form.findByText(/Không tìm thấy ai/);
    expect((form.getByRole("radio", { name: /Đỗ Hải Đăng/ }) as HTMLInputElement).checked).toBe(true);
    fireEvent.change(form.getByLabelText("Số ngày (1–90)"), { target: { value: "7" } });
    fireEvent.change(form.getByLabelText("Lý do mời"), { target: { value: " Nhịp nhanh " } });
    await healthy();
    fireEvent.click(form.getByRole("button", { name: "Mời hội chẩn" }));
    await (await card()).findByText("Nhịp nhanh");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(asking(hospital.asked).map((a) => (a as { body?: unknown }).body)).toEqual([{ accountId: uuid(7101), days: 7, reason: "Nhịp nhanh" }]);
  });

  it("takes a department, and asks for nothing that is not whole", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    const form = await openForm();
    const send = () => fireEvent.click(form.getByRole("button", { name: "Mời hội chẩn" }));
    const department = await form.findByRole("radio", { name: /Khoa Ngoại/ });
    send();
    expect(form.getByRole("alert").textContent).toBe("Hãy chọn một đồng nghiệp hoặc một khoa.");
    fireEvent.click(department);
    for (const days of ["0", "91", "1.5", ""]) {
      fireEvent.change(form.getByLabelText("Số ngày (1–90)"), { target: { value: days } });
      send();
      expect(form.getByRole("alert").textContent, days).toBe("Hãy ghi số ngày từ 1 đến 90.");
    }
    fireEvent.change(form.getByLabelText("Số ngày (1–90)"), { target: { value: "90" } });
    send();
    expect(form.getByRole("alert").textContent).toBe("Hãy ghi lý do mời.");
    expect(asking(hospital.asked)).toEqual([]);
    fireEvent.change(form.getByLabelText("Lý do mời"), { target: { value: "Đau bụng" } });
    send();
    await (await card()).findByText("Đau bụng");
    expect(asking(hospital.asked).map((a) => (a as { body?: unknown }).body)).toEqual([{ departmentId: "d3", days: 90, reason: "Đau bụng" }]);
  });

  it("is ended after asking once more, and a refusal is said in plain words", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    const team = await card();
    const end = async () => {
      fireEvent.click(await team.findByRole("button", { name: "Kết thúc: Khoa Ngoại" }));
      const sure = within(await screen.findByRole("dialog"));
      fireEvent.click(sure.getByRole("button", { name: "Kết thúc ngay" }));
      return sure;
    };
    const answer = globalThis.fetch;
    const problem = { status: 409, code: "CONFLICT", title: "CONFLICT", detail: "it has ended already" };
    globalThis.fetch = async (input, init) =>
      String(input).endsWith("/end") ? new Response(JSON.stringify(problem), { status: 409 }) : answer(input, init);
    const sure = await end();
    expect((await sure.findByRole("alert")).textContent).toContain("Đã kết thúc trước đó");
    fireEvent.click(sure.getByRole("button", { name: "Đóng" }));
    globalThis.fetch = answer;
    await end();
    await waitFor(() => expect(team.queryByRole("button", { name: "Kết thúc: Khoa Ngoại" })).toBeNull());
    expect(asking(hospital.asked)).toHaveLength(1);
  });

  it("shows no buttons to those who may not ask", async () => {
    openHospital("hocvien");
    visit(chartPath());
    await banner();
    const team = await card();
    await team.findByText("Khoa Ngoại");
    expect(team.queryByRole("button", { name: "Mời hội chẩn" })).toBeNull();
    expect(team.queryByRole("button", { name: /^Kết thúc/ })).toBeNull();
  });
});
