import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Chart, PatientPage } from "../api";
import { banner, chartPath, FIRST, openHospital, PEOPLE, press, uuid, visit } from "../testing/hospital";

/** Everything that must never leave the page's memory. */
const SECRETS = [FIRST.name, "NGUYỄN THỊ ÁNH TUYẾT", FIRST.patientNumber, "001158001000", "Suy tim", "nguyen"];

function leaks(): string[] {
  const outside = decodeURIComponent(
    [document.title, window.location.href, JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, JSON.stringify(window.history.state)].join("\n"),
  );
  return SECRETS.filter((secret) => outside.includes(secret));
}

afterEach(() => vi.useRealTimers());

describe("accessibility", () => {
  const pages: [string, string, "bacsi" | "quantri" | "moi" | "", string | RegExp][] = [
    ["sign-in", "/", "", "Tài khoản dùng thử"],
    ["patients", "/", "bacsi", FIRST.name],
    ["overview", chartPath(), "bacsi", "NGUYỄN THỊ ÁNH TUYẾT"],
    ["timeline", chartPath("timeline"), "bacsi", "Toàn bộ"],
    ["laboratory", chartPath("laboratory"), "bacsi", "Kali"],
    ["reports", chartPath("reports"), "bacsi", "14 trên 25"],
    ["one report", chartPath(`reports/${uuid(5003)}`), "bacsi", "Các lần cập nhật"],
    ["studies", chartPath("studies"), "bacsi", "Siêu âm tim qua thành ngực"],
    ["documents", chartPath("documents"), "bacsi", "Giấy ra viện"],
    ["parked", "/parked", "quantri", "UNKNOWN_PATIENT|Chưa có người bệnh với mã này"],
    ["sources", "/sources", "quantri", "Cổng nhận"],
    ["message", `/messages/${uuid(900100)}`, "quantri", "Diễn biến"],
    ["password", "/", "moi", "Mật khẩu mới"],
  ];
  it.each(pages)("the page %s has no violation", async (_name, path, as, text) => {
    openHospital(as);
    const { container } = visit(path);
    await screen.findAllByText(new RegExp(String(text)));
    // Contrast needs a real browser: testing/screenshots.mjs checks it there.
    const found = await axe.run(container.ownerDocument.body, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
  });
});

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
    expect(hospital.asked.at(-1)).toMatchObject({ method: "POST", body: { kind: "CCCD" }, headers: { "X-CSRF-Token": "t" } });
    expect(leaks()).toEqual([]);
  });

  it("marks a person who died", async () => {
    openHospital();
    visit(`/patients/${PEOPLE[11]!.id}`);
    expect((await screen.findAllByText(/^Đã tử vong/)).length).toBe(1);
  });
});

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
});

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
    visit("/sources");
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
    await act(() => vi.advanceTimersByTimeAsync(16 * 60_000));
    expect(screen.getByText(/Màn hình đã khóa/)).toBeTruthy();
    expect(document.body.textContent).not.toContain("TUYẾT");
    expect(hospital.asked.at(-1)).toMatchObject({ method: "DELETE", path: "/session" });
  });

  it("asks for a new password first, and takes no short one", async () => {
    const hospital = openHospital("moi");
    visit(chartPath());
    fireEvent.change(await screen.findByLabelText("Mật khẩu hiện tại"), { target: { value: "minh-hoa" } });
    fireEvent.change(screen.getByLabelText("Mật khẩu mới"), { target: { value: "ngan" } });
    fireEvent.click(screen.getByRole("button", { name: "Lưu mật khẩu" }));
    await screen.findByText(/ít nhất 12 ký tự/);
    expect(hospital.asked.some((a) => a.path === "/me/password" || a.path.startsWith("/patients"))).toBe(false);
  });
});

describe("the pages", () => {
  it("find people without accents and load the next page", async () => {
    openHospital();
    visit("/");
    await screen.findByText(FIRST.name);
    const links = () => screen.getAllByRole("row").length - 1;
    expect(links()).toBe(20);
    fireEvent.click(screen.getByRole("button", { name: "Tải thêm" }));
    await waitFor(() => expect(links()).toBe(34));
    expect(screen.queryByRole("button", { name: "Tải thêm" })).toBeNull();
  });

  it("offer to apply again only with the right", async () => {
    openHospital("bacsi");
    const { unmount } = visit("/parked");
    await screen.findAllByText("Chi tiết");
    expect(screen.queryByRole("button", { name: "Áp dụng lại" })).toBeNull();
    unmount();
    openHospital("quantri");
    visit("/parked");
    fireEvent.click((await screen.findAllByRole("button", { name: "Áp dụng lại" }))[0]!);
    await screen.findByText("Đã đưa vào hồ sơ.");
  });

  it("say not permitted, not empty, with the request id", async () => {
    openHospital("quantri");
    visit(chartPath());
    const note = await screen.findByRole("alert");
    expect(note.textContent).toContain("Không có quyền");
    expect(note.textContent).toContain("req-0192-7fd1");
    expect(within(note).queryByRole("button")).toBeNull();
  });

  it("tell a failure from an empty list and try again", async () => {
    openHospital();
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) => (String(input).includes("search") ? Promise.reject(new TypeError("down")) : real(input, init));
    visit("/");
    const note = await screen.findByRole("alert");
    expect(note.textContent).toContain("Không nối được với máy chủ");
    globalThis.fetch = real;
    fireEvent.click(within(note).getByRole("button", { name: "Thử lại" }));
    await screen.findByText(FIRST.name);
  });

  it("say from which system and when, and warn when a feed is late", async () => {
    openHospital();
    visit(chartPath("studies"));
    expect((await screen.findAllByText(/^PACS Hải Vân · \d\d\/\d\d\/\d{4} \d\d:\d\d/)).length).toBe(5);
    expect(screen.getByText(/Dữ liệu PACS Hải Vân có thể chưa đủ/)).toBeTruthy();
  });

  it("chart up to six analytes and give the numbers as a table", async () => {
    openHospital();
    visit(chartPath("laboratory"));
    const boxes = await screen.findAllByRole("checkbox", { name: /^Vẽ biểu đồ/ });
    for (const box of boxes.slice(0, 6)) fireEvent.click(box);
    expect((screen.getAllByRole("checkbox", { name: /^Vẽ biểu đồ/ })[6] as HTMLInputElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Bảng số liệu" }));
    expect(within(screen.getByRole("region", { name: "Biểu đồ" })).getAllByRole("columnheader")).toHaveLength(7);
  });

  it("switch to English and remember it, nothing else", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    fireEvent.click(screen.getByRole("button", { name: "English" }));
    expect(screen.getByText("No allergy recorded")).toBeTruthy();
    expect(document.documentElement.lang).toBe("en");
    expect(screen.getByText(/Born 1958 \(68 years\)/)).toBeTruthy();
    expect({ ...localStorage }).toEqual({ "emr.language": "en" });
  });

  it("show a record that is nearly empty", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => {
      if (path === "/patients/search") return { patients: [] } satisfies PatientPage;
      if (path.endsWith("/laboratory")) return { dates: [], rows: [] };
      if (!/^\/patients\/[^/]+$/.test(path)) return body;
      return { patient: { id: FIRST.id, sex: "UNKNOWN" } } satisfies Chart;
    };
    visit(chartPath());
    await screen.findByText("CHƯA RÕ TÊN");
    await screen.findByText(/Không có kết quả bất thường/);
    for (const [key, text] of [["t", /Chưa có sự kiện/], ["r", /Chưa có phiếu/], ["i", /Chưa có ca chụp/], ["d", /Chưa có tài liệu/], ["l", /Không có kết quả nào khớp/]] as const) {
      press("g");
      press(key);
      await screen.findByText(text);
    }
  });
});
