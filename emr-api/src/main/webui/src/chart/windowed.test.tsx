import { act, fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Laboratory } from "../api";
import { SpeechProvider } from "../lang";
import { filterGrid } from "./laboratory";
import { LabGrid } from "./LabGrid";

function grid(size: number): Laboratory {
  const dates = Array.from({ length: size }, (_, i) => ({ at: new Date(Date.now() - i * 86_400_000).toISOString() }));
  const rows = Array.from({ length: size }, (_, r) => ({
    code: `T${r}`,
    text: `Chỉ số ${r}`,
    cells: dates.map((_d, date) => ({ date, report: 0, number: r, text: String(r) })),
  }));
  return { dates, reports: [{ id: "r" }], rows };
}

function show(size: number) {
  const laboratory = grid(size);
  const shown = filterGrid(laboratory, { panel: "", abnormalOnly: false, days: undefined });
  render(
    <SpeechProvider start="vi">
      <LabGrid laboratory={laboratory} grid={shown} selected={[]} onToggle={() => {}} onOpen={() => {}} />
    </SpeechProvider>,
  );
  return () => document.querySelectorAll("td.filled").length;
}

describe("a big grid", () => {
  it("is drawn whole when it is small", () => {
    expect(show(20)()).toBe(400);
  });

  it("draws only what is in view, says how big it is, and follows the scroll", async () => {
    const cells = show(200);
    expect(cells()).toBeLessThan(1500);
    expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("201");
    const box = screen.getByRole("region");
    box.scrollTop = 150 * 36;
    fireEvent.scroll(box);
    await act(() => new Promise((done) => window.requestAnimationFrame(done)));
    expect(screen.getByText("Chỉ số 160")).toBeTruthy();
    expect(screen.queryByText("Chỉ số 5")).toBeNull();
  });

  it("is drawn whole for the printer", () => {
    const cells = show(80);
    expect(cells()).toBeLessThan(6400);
    fireEvent(window, new Event("beforeprint"));
    expect(cells()).toBe(6400);
  });
});
