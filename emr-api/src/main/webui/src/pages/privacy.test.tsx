import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { banner, chartPath, leaks, openHospital, PEOPLE, uuid, visit } from "../testing/hospital";

describe("a person's data", () => {
  it.each(["", "timeline", "laboratory", "reports", `reports/${uuid(5003)}`, "studies", "documents"])(
    "is in no title, address or storage on %s",
    async (section) => {
      openHospital();
      visit(chartPath(section));
      await banner();
      expect(document.title).toMatch(/ – EMR$/);
      expect(leaks()).toEqual([]);
    },
  );

  it("stays out of addresses while searching", async () => {
    const hospital = openHospital();
    visit("/");
    const box = await screen.findByRole("searchbox");
    fireEvent.change(box, { target: { value: "nguyen thi anh" } });
    await waitFor(() => expect(hospital.asked.some((a) => (a.body as { text?: string }).text === "nguyen thi anh")).toBe(true));
    expect(leaks()).toEqual([]);
    expect(hospital.asked.filter((a) => decodeURIComponent(a.path).includes("nguyen"))).toEqual([]);
  });

  it("is text wherever it comes from, never markup", async () => {
    const hospital = openHospital();
    const attack = `<img src=x onerror="window.struck=1">`;
    hospital.twist = (path, body) => (path.startsWith("/patients/0") ? JSON.parse(JSON.stringify(body).replaceAll("Suy tim sung huyết", attack.replaceAll('"', '\\"'))) : body);
    visit(chartPath());
    expect((await screen.findAllByText(new RegExp("onerror"))).length).toBeGreaterThan(0);
    expect(document.querySelector("img")).toBeNull();
  });

  it("leaves the screen on sign-out", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    fireEvent.click(screen.getByRole("button", { name: "Đăng xuất" }));
    await screen.findByText("Đã đăng xuất.");
    expect(document.body.textContent).not.toContain("TUYẾT");
    expect(window.location.pathname).toBe("/");
  });
});

describe("the banner", () => {
  it("gives a birth year its precision and the age, and says allergies are not recorded", async () => {
    openHospital();
    visit(chartPath());
    const who = (await banner()).closest("section")!;
    expect(who.textContent).toContain("Sinh 1958 (68 tuổi)");
    expect(within(who).getByText("Chưa ghi nhận dị ứng")).toBeTruthy();
    expect(who.textContent).toContain("ngày thứ 7");
    expect(who.textContent).toContain("Đã gộp từ BN0240527");
  });

  it("shows the citizen number only when asked, by a call of its own", async () => {
    const hospital = openHospital();
    visit(chartPath());
    const who = (await banner()).closest("section")!;
    expect(who.textContent).not.toContain("001158001000");
    fireEvent.click(within(who).getByRole("button", { name: /Hiện đầy đủ CCCD/ }));
    await within(who).findByText("001158001000");
    expect(hospital.asked.findLast(({ method }) => method === "POST")).toMatchObject({ body: { kind: "CCCD" }, headers: { "X-CSRF-Token": "t" } });
    expect(leaks()).toEqual([]);
  });

  it("marks a person who died", async () => {
    openHospital();
    visit(`/patients/${PEOPLE[11]!.id}`);
    expect((await screen.findAllByText(/^Đã tử vong/)).length).toBe(1);
  });
});
