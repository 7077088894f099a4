import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { banner, chartPath, openHospital, PEOPLE, visit } from "../testing/hospital";

const chips = () => screen.findByRole("button", { name: /^Dị ứng:/ });
const panel = async () => {
  fireEvent.click(await chips());
  return screen.findByRole("dialog");
};

describe("allergies in the banner", () => {
  it("are three different things: not recorded, none known, and which", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    expect((await chips()).textContent).toBe("Dị ứng: Chưa ghi nhận dị ứng");
  });

  it("say that none is known, which is not that nothing is recorded", async () => {
    openHospital();
    visit(`/patients/${PEOPLE[2]!.id}`);
    expect((await chips()).textContent).toBe("Dị ứng: Không dị ứng");
    const open = await panel();
    expect(await within(open).findByText(/ĐD. Nguyễn Thị Ví Dụ khai thác lúc/)).toBeTruthy();
  });

  it("name the worst first with its severity in words, and how many more there are", async () => {
    openHospital();
    visit(`/patients/${PEOPLE[1]!.id}`);
    const text = (await chips()).textContent!;
    expect(text).toContain("Penicillin – đe dọa tính mạng");
    expect(text).toContain("+1 dị ứng khác");
  });

  it("say that one is restricted where a label hides it, so that nothing shown does not read as nothing there", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => (path === chartPath().replace("/overview", "") ? { ...(body as object), restricted: [{ part: "ALLERGY" }] } : body);
    visit(chartPath());
    await banner();
    expect((await chips()).textContent).toContain("Có dị ứng hạn chế xem");
  });
});

describe("the panel of allergies", () => {
  it("records one with its severity, reactions and a year, once for each form", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await panel();
    fireEvent.click(await within(open).findByRole("button", { name: "Ghi nhận dị ứng" }));
    fireEvent.click(within(open).getByRole("button", { name: "Ghi nhận dị ứng" }));
    expect(within(open).getByRole("alert").textContent).toBe("Ghi tên dị nguyên.");
    fireEvent.change(within(open).getByRole("combobox", { name: "Dị nguyên" }), { target: { value: "Ceftriaxone" } });
    fireEvent.change(within(open).getByLabelText("Mức độ nặng nhất"), { target: { value: "SEVERE" } });
    fireEvent.change(within(open).getByLabelText(/^Biểu hiện/), { target: { value: "Nổi mề đay\nKhó thở" } });
    fireEvent.change(within(open).getByLabelText(/^Xảy ra từ/), { target: { value: "13/2019" } });
    fireEvent.click(within(open).getByRole("button", { name: "Ghi nhận dị ứng" }));
    expect(within(open).getByRole("alert").textContent).toMatch(/^Thời gian không đọc được/);
    fireEvent.change(within(open).getByLabelText(/^Xảy ra từ/), { target: { value: "05/2019" } });
    fireEvent.click(within(open).getByRole("button", { name: "Ghi nhận dị ứng" }));
    expect(await within(open).findByText("Ceftriaxone")).toBeTruthy();
    const sent = hospital.asked.filter((a) => a.method === "POST" && a.path.endsWith("/allergies"));
    expect(sent).toHaveLength(1);
    expect(sent[0]!.body).toMatchObject({
      requestId: expect.any(String),
      allergy: { kind: "ALLERGY", category: "DRUG", substance: "Ceftriaxone", severity: "SEVERE", reactions: ["Nổi mề đay", "Khó thở"], onset: "2019-05" },
    });
  });

  it("states that none is known in one act", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const open = await panel();
    fireEvent.click(await within(open).findByRole("button", { name: "Đã hỏi: không dị ứng" }));
    expect(await within(open).findByText(/khai thác lúc/)).toBeTruthy();
    expect(hospital.asked.some((a) => a.method === "PUT" && a.path.endsWith("/none-known"))).toBe(true);
  });

  it("takes back what was recorded by mistake with a reason, in the version that was seen", async () => {
    const hospital = openHospital();
    visit(`/patients/${PEOPLE[1]!.id}`);
    const open = await panel();
    fireEvent.click(await within(open).findByRole("button", { name: "Thu hồi: Penicillin" }));
    const button = within(open).getByRole("button", { name: "Thu hồi" }) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    fireEvent.change(within(open).getByLabelText("Lý do sửa"), { target: { value: "Ghi nhầm người bệnh" } });
    fireEvent.click(button);
    await waitFor(() => expect(within(open).queryByRole("button", { name: "Thu hồi: Penicillin" })).toBeNull());
    expect(hospital.asked.find((a) => a.method === "PUT")!.body).toEqual({ version: 2, reason: "Ghi nhầm người bệnh", status: "ENTERED_IN_ERROR" });
  });

  it("offers no change of what a system tells, and none to who only reads", async () => {
    openHospital();
    visit(`/patients/${PEOPLE[1]!.id}`);
    const open = await panel();
    await within(open).findByRole("button", { name: "Sửa: Penicillin" });
    expect(within(open).queryByRole("button", { name: "Sửa: Thuốc cản quang iod" })).toBeNull();
  });

  it("goes back from a form to the list with Escape, and the list closes", async () => {
    openHospital();
    visit(`/patients/${PEOPLE[1]!.id}`);
    const open = await panel();
    fireEvent.click(await within(open).findByRole("button", { name: "Sửa: Penicillin" }));
    fireEvent.keyDown(open, { key: "Escape" });
    await within(open).findByRole("button", { name: "Sửa: Penicillin" });
    fireEvent.keyDown(open, { key: "Escape" });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});
