import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { banner, chartPath, FIRST, openHospital, PEOPLE, press, visit } from "../testing/hospital";

describe("the keyboard", () => {
  it("goes from / through arrows and Enter into a chart", async () => {
    const hospital = openHospital();
    visit("/parked");
    await screen.findAllByText("Chi tiết");
    press("/");
    const box = screen.getByRole("combobox");
    expect(document.activeElement).toBe(box);
    fireEvent.change(box, { target: { value: "dang" } });
    const options = await waitFor(() => {
      const found = screen.getAllByRole("option");
      expect(found[0]!.textContent).toContain("Đặng");
      return found;
    });
    press("ArrowDown");
    await waitFor(() => expect(options[1]!.getAttribute("aria-selected")).toBe("true"));
    press("Enter");
    await waitFor(() => expect(window.location.pathname).toMatch(/^\/patients\//));
    expect(hospital.asked.filter((a) => a.path === "/patients/search").length).toBeLessThan(4);
  });

  it("opens the box with Ctrl-K, the sheet with ?, and Escape closes it", async () => {
    openHospital();
    visit("/");
    const box = await screen.findByRole("searchbox");
    press("k", { ctrlKey: true });
    expect(document.activeElement).toBe(box);
    box.blur();
    press("?");
    const sheet = await screen.findByRole("dialog", { name: "Phím tắt" });
    fireEvent.keyDown(sheet, { key: "Escape" });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("moves between sections with g, but not while typing", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    press("g");
    press("l");
    await waitFor(() => expect(window.location.pathname).toBe(chartPath("laboratory")));
    screen.getByRole("combobox", { name: /^Tìm người bệnh/ }).focus();
    press("g");
    press("t");
    expect(window.location.pathname).toBe(chartPath("laboratory"));
  });

  it("walks rows with arrows and opens one", async () => {
    openHospital();
    visit("/");
    const first = await screen.findByRole("link", { name: FIRST.name });
    first.focus();
    fireEvent.keyDown(first, { key: "ArrowDown" });
    expect(document.activeElement?.textContent).toBe(PEOPLE[1]!.name);
    fireEvent.keyDown(document.activeElement!, { key: "k" });
    expect(document.activeElement).toBe(first);
  });

  it("opens nobody by an Enter that is faster than the answer, unless the answer is one person", async () => {
    openHospital();
    visit("/");
    await screen.findByText(FIRST.name);
    const box = screen.getByRole("searchbox");
    fireEvent.change(box, { target: { value: "thi" } });
    fireEvent.keyDown(box, { key: "Enter" });
    await screen.findByText("Kết quả tìm");
    await new Promise((done) => setTimeout(done, 50));
    expect(window.location.pathname).toBe("/");
    fireEvent.change(box, { target: { value: PEOPLE[2]!.patientNumber } });
    fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(window.location.pathname).toBe(`/patients/${PEOPLE[2]!.id}`));
  });
});
