import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { banner, chartPath, FIRST, openHospital, visit } from "../testing/hospital";

afterEach(() => vi.useRealTimers());

describe("the session", () => {
  it("ends in the sign-in page and comes back to the same place", async () => {
    const hospital = openHospital();
    visit(chartPath("reports"));
    await banner();
    hospital.cookie = "";
    fireEvent.click(screen.getAllByRole("link", { name: /Xét nghiệm máu tổng hợp/ })[0]!);
    await screen.findByText(/Phiên làm việc đã hết/);
    expect(document.body.textContent).not.toContain("TUYẾT");
    expect(window.location.pathname).toContain(chartPath("reports"));
    fireEvent.change(screen.getByLabelText("Tên đăng nhập"), { target: { value: "bacsi" } });
    fireEvent.change(screen.getByLabelText("Mật khẩu"), { target: { value: "minh-hoa" } });
    fireEvent.click(screen.getAllByRole("button", { name: "Đăng nhập" })[0]!);
    await banner();
    expect(window.location.pathname).toContain(chartPath("reports"));
  });

  it("is renewed for a person, once, and the call repeated", async () => {
    const hospital = openHospital();
    visit("/");
    await screen.findByText(FIRST.name);
    hospital.stale = true;
    fireEvent.click(screen.getByRole("link", { name: FIRST.name }));
    await banner();
    expect(hospital.asked.filter((a) => a.path === "/session/refresh")).toHaveLength(2);
  });

  it("is never renewed by a page that refreshes itself", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const hospital = openHospital("quantri");
    visit("/health");
    await screen.findByText("Cổng nhận");
    const before = hospital.asked.length;
    await act(() => vi.advanceTimersByTimeAsync(14 * 60_000));
    const later = hospital.asked.slice(before);
    expect(later.filter((a) => a.path === "/health").length).toBeGreaterThan(20);
    expect(later.filter((a) => a.path === "/session/refresh")).toEqual([]);
    hospital.stale = true;
    await act(() => vi.advanceTimersByTimeAsync(40_000));
    expect(screen.getByText(/Phiên làm việc đã hết/)).toBeTruthy();
    expect(hospital.asked.slice(before).filter((a) => a.path === "/session/refresh")).toEqual([]);
  });

  it("is renewed ahead of its end while a person works, and locks without one", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    const renewals = () => hospital.asked.filter((a) => a.path === "/session/refresh").length;
    const before = renewals();
    for (let minute = 0; minute < 9; minute += 1) {
      await act(() => vi.advanceTimersByTimeAsync(60_000));
      fireEvent.keyDown(document.body, { key: "Shift" });
    }
    expect(renewals() - before).toBe(1);
    await act(() => vi.advanceTimersByTimeAsync(15.5 * 60_000));
    expect(screen.getByText(/Màn hình đã khóa/)).toBeTruthy();
    expect(document.body.textContent).not.toContain("TUYẾT");
    expect(hospital.asked.at(-1)).toMatchObject({ method: "DELETE", path: "/session" });
  });

  describe("that locked while somebody typed", () => {
    const typed = "Người Đang Gõ Dở";
    const locked = async () => {
      vi.useFakeTimers({ shouldAdvanceTime: true });
      const hospital = openHospital("nhansu");
      visit("/staff");
      fireEvent.click(await screen.findByRole("button", { name: "Tạo tài khoản" }));
      fireEvent.change(screen.getByLabelText("Họ và tên"), { target: { value: typed } });
      await act(() => vi.advanceTimersByTimeAsync(16 * 60_000));
      screen.getByText(/Màn hình đã khóa/);
      expect(document.querySelector("dialog")).toBeNull();
      expect(document.body.innerHTML).not.toContain("Phan Quốc Bảo");
      expect([...document.querySelectorAll("input")].map((one) => one.value)).not.toContain(typed);
      return hospital;
    };
    const enter = (username: string) => {
      fireEvent.change(screen.getByLabelText("Tên đăng nhập"), { target: { value: username } });
      fireEvent.change(screen.getByLabelText("Mật khẩu"), { target: { value: "minh-hoa" } });
      fireEvent.click(screen.getAllByRole("button", { name: "Đăng nhập" })[0]!);
    };

    it("comes back to the same person as it was, and asks anew for what it shows", async () => {
      const hospital = await locked();
      const back = new Promise((done) => window.addEventListener("popstate", done, { once: true }));
      window.history.back();
      await back;
      const before = hospital.asked.length;
      enter("nhansu");
      expect((await screen.findByLabelText<HTMLInputElement>("Họ và tên")).value).toBe(typed);
      expect(window.location.pathname).toBe("/staff");
      await expect.poll(() => hospital.asked.slice(before).some((asked) => asked.path === "/staff/choices")).toBe(true);
    });

    it("shows a clean page to anybody else", async () => {
      await locked();
      enter("bacsi");
      await screen.findByText(FIRST.name);
      expect(document.querySelector("dialog")).toBeNull();
      expect(window.location.pathname).toBe("/");
    });

    it("is not asked for anything and answers to no key while it waits", async () => {
      const hospital = await locked();
      const before = hospital.asked.length;
      fireEvent.keyDown(document.body, { key: "g" });
      fireEvent.keyDown(document.body, { key: "p" });
      fireEvent.keyDown(document.body, { key: "?" });
      await act(() => vi.advanceTimersByTimeAsync(10 * 60_000));
      expect(hospital.asked.slice(before)).toEqual([]);
      expect(window.location.pathname).toBe("/staff");
      enter("nhansu");
      expect((await screen.findByLabelText<HTMLInputElement>("Họ và tên")).value).toBe(typed);
    });

    it("is gone after as long as a session can last", async () => {
      await locked();
      await act(() => vi.advanceTimersByTimeAsync(12 * 3_600_000));
      enter("nhansu");
      await screen.findByText("BS. Phan Quốc Bảo");
      expect(document.querySelector("dialog")).toBeNull();
    });
  });

  it("is also begun at the hospital's identity provider, where there is one, and says once why that failed", async () => {
    const hospital = openHospital("");
    const first = visit("/?provider=NO_ACCOUNT");
    const button = await screen.findByRole<HTMLAnchorElement>("link", { name: "Đăng nhập bằng tài khoản bệnh viện" });
    expect(button.getAttribute("href")).toBe("/api/v1/session/provider");
    screen.getByText(/Bạn chưa có tài khoản ở hệ thống này/);
    await expect.poll(() => window.location.search).toBe("");
    first.unmount();
    hospital.twist = (path, body) => (path === "/about" ? { ...(body as object), provider: false } : body);
    visit("/?provider=%3Cscript%3E");
    await screen.findByText("Tài khoản dùng thử");
    expect(screen.queryByRole("link", { name: /tài khoản bệnh viện/ })).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("asks for a new password first, and takes no short one", async () => {
    const hospital = openHospital("moi");
    visit(chartPath());
    fireEvent.change(await screen.findByLabelText("Mật khẩu hiện tại"), { target: { value: "minh-hoa" } });
    fireEvent.change(screen.getByLabelText("Mật khẩu mới"), { target: { value: "ngan" } });
    fireEvent.click(screen.getByRole("button", { name: "Lưu mật khẩu" }));
    await screen.findByText(/ít nhất 14 ký tự/);
    expect(hospital.asked.some((a) => a.path === "/me/password" || a.path.startsWith("/patients"))).toBe(false);
  });
});
