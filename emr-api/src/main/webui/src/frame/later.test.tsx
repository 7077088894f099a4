import { act, render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { SpeechProvider } from "../lang";
import { later } from "./later";

const Words = ({ x }: { x: string }) => <p>{x}</p>;

function show(fetch: () => Promise<typeof Words>) {
  const Part = later(fetch, "imports.title");
  return act(async () => render(<SpeechProvider start="vi"><Part x="tới rồi" /></SpeechProvider>));
}

describe("a part that is fetched when it is shown", () => {
  it("has its heading while it is on its way, and then stands there", async () => {
    let arrive: (part: typeof Words) => void = () => undefined;
    await show(() => new Promise((resolve) => (arrive = resolve)));
    expect(screen.getByRole("heading", { level: 1, name: "Nhập dữ liệu" })).toBeTruthy();
    expect(screen.queryByText("tới rồi")).toBeNull();
    await act(async () => arrive(Words));
    expect(screen.getByText("tới rồi")).toBeTruthy();
  });

  it("says that it cannot be fetched, and offers to try again", async () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await show(() => Promise.reject(new TypeError("Failed to fetch dynamically imported module")));
    expect((await screen.findByRole("alert")).textContent).toMatch(/Không nối được với máy chủ/);
    expect(screen.getByRole("button", { name: "Thử lại" })).toBeTruthy();
    quiet.mockRestore();
  });
});
