import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { banner, chartPath, FIRST, openHospital, visit } from "../testing/hospital";

afterEach(() => vi.useRealTimers());

const minutes = (n: number) => act(() => vi.advanceTimersByTimeAsync(n * 60_000));

describe("outside the hours", () => {
  it("nothing opens without a reason, and the page asked for after it", async () => {
    const hospital = openHospital("ngoaigio");
    visit(chartPath());
    await screen.findByRole("heading", { level: 1, name: "Ngoài giờ được phép dùng" });
    expect(document.title).toBe("Ngoài giờ được phép dùng – EMR");
    const open = () => fireEvent.click(screen.getByRole("button", { name: "Mở hệ thống 4 giờ" }));
    const reason = screen.getByLabelText("Lý do khẩn cấp");
    fireEvent.change(reason, { target: { value: " ngắn quá     " } });
    open();
    expect(screen.getByRole("alert").textContent).toBe("Ghi lý do ít nhất 10 ký tự.");
    expect(reason.getAttribute("aria-invalid")).toBe("true");
    expect(hospital.asked.filter((a) => a.path === "/me/emergency" || a.path.startsWith("/patients"))).toEqual([]);
    fireEvent.change(reason, { target: { value: "Người bệnh ngừng tim" } });
    open();
    await banner();
    expect(hospital.asked.find((a) => a.path === "/me/emergency")!.body).toEqual({ reason: "Người bệnh ngừng tim" });
    expect(window.location.pathname).toBe(chartPath());
  });

  it("that begins while a page is open leads to the same page at the next request", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    const answer = globalThis.fetch;
    globalThis.fetch = async (input, init) =>
      String(input).includes("/patients/")
        ? new Response(JSON.stringify({ status: 403, code: "OUTSIDE_HOURS" }), { status: 403 })
        : answer(input, init);
    hospital.cookie = "ngoaigio";
    fireEvent.click(screen.getAllByRole("link", { name: "Xét nghiệm" })[0]!);
    await screen.findByRole("heading", { level: 1, name: "Ngoài giờ được phép dùng" });
    expect(document.body.textContent).not.toContain("TUYẾT");
    expect(hospital.asked.find((a) => a.path === "/me")!.headers).not.toHaveProperty("X-Emr-Activity");
  });

  it("what the server refuses is said, and one can leave", async () => {
    const hospital = openHospital("ngoaigio");
    const answer = globalThis.fetch;
    globalThis.fetch = async (input, init) =>
      String(input).endsWith("/me/emergency")
        ? new Response(JSON.stringify({ code: "TEMPORARY", title: "TEMPORARY" }), { status: 503 })
        : answer(input, init);
    visit("/");
    fireEvent.change(await screen.findByLabelText("Lý do khẩn cấp"), { target: { value: "Người bệnh ngừng tim" } });
    fireEvent.click(screen.getByRole("button", { name: "Mở hệ thống 4 giờ" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Máy chủ tạm thời chưa nhận được");
    expect((screen.getByLabelText("Lý do khẩn cấp") as HTMLTextAreaElement).value).toBe("Người bệnh ngừng tim");
    fireEvent.click(screen.getByRole("button", { name: "Đăng xuất" }));
    await screen.findByText("Đã đăng xuất.");
    expect(hospital.asked.at(-1)).toMatchObject({ method: "DELETE", path: "/session" });
  });
});

// What the class hides needs a real browser: testing/screenshots.mjs prints it there.
describe("who may not print", () => {
  it.each(["laboratory", ""])("sees no button, has one sentence in place of the chart on paper, and leaves no trace of printing on %s", async (section) => {
    const hospital = openHospital("hocvien");
    visit(chartPath(section));
    await banner();
    expect(screen.queryByRole("button", { name: "In" })).toBeNull();
    const sentence = screen.getByText("Tài khoản này không được in hồ sơ.");
    expect(sentence.parentElement!.className).toBe("chart not-printed");
    expect(sentence.parentElement!.contains(await banner())).toBe(true);
    fireEvent(window, new Event("beforeprint"));
    expect(hospital.asked.filter((a) => a.path.endsWith("/prints"))).toEqual([]);
  });

  it("differs from who may", async () => {
    const hospital = openHospital();
    visit(chartPath("laboratory"));
    await banner();
    await screen.findByRole("button", { name: "In" });
    expect(document.querySelector(".not-printed")).toBeNull();
    fireEvent(window, new Event("beforeprint"));
    expect(hospital.asked.filter((a) => a.path.endsWith("/prints")).map((a) => a.body)).toEqual([{ section: "LABORATORY" }]);
  });
});

describe("the idle limit", () => {
  it.each([["hocvien", 5], ["bacsi", 15]] as const)("of %s is the %i minutes of the strictest role", async (who, limit) => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    openHospital(who);
    visit("/");
    await screen.findByText(FIRST.name);
    await minutes(limit - 1);
    expect(screen.queryByText(/Màn hình đã khóa/)).toBeNull();
    await minutes(1.5);
    expect(screen.getByText(/Màn hình đã khóa/)).toBeTruthy();
  });

  it("follows the roles that count once an emergency is declared", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    openHospital("ngoaigio");
    visit("/");
    fireEvent.change(await screen.findByLabelText("Lý do khẩn cấp"), { target: { value: "Người bệnh ngừng tim" } });
    fireEvent.click(screen.getByRole("button", { name: "Mở hệ thống 4 giờ" }));
    await screen.findByText(FIRST.name);
    await minutes(9);
    expect(screen.queryByText(/Màn hình đã khóa/)).toBeNull();
    await minutes(2.5);
    expect(screen.getByText(/Màn hình đã khóa/)).toBeTruthy();
  });
});
