import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openHospital, uuid, visit } from "../testing/hospital";
import { beginOf, bytesOf } from "./lines";
import { keyOf } from "./sending";

/** The browser's own way to send with progress, in the hands of the test. */
class Request {
  static all: Request[] = [];
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = "";
  headers: Record<string, string> = {};
  address = "";
  body: unknown;
  constructor() {
    Request.all.push(this);
  }
  open(_method: string, address: string) {
    this.address = address;
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  getResponseHeader() {
    return null;
  }
  send(body: unknown) {
    this.body = body;
  }
  abort() {
    this.onabort?.();
  }
  answer(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

const FILE = new File(["<GIAMDINHHS/>"], "Nguyen Thi Anh.xml", { lastModified: 1 });

async function begin(file = FILE, button = "Gửi tệp", first?: RegExp) {
  Request.all = [];
  vi.stubGlobal("XMLHttpRequest", Request);
  visit("/imports");
  const of = await screen.findByLabelText("Tệp này của hệ thống nào");
  await screen.findByRole("option", { name: /^HIS Bình Minh – / });
  expect((screen.getByRole("button", { name: "Gửi tệp" }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.change(of, { target: { value: uuid(9100) } });
  fireEvent.change(screen.getByLabelText("Chọn tệp"), { target: { files: [file] } });
  if (first) await screen.findByText(first);
  fireEvent.click(screen.getByRole("button", { name: button }));
  await waitFor(() => expect(Request.all.length).toBe(1));
  return Request.all[0]!;
}

describe("bringing in a file", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("shows how much is sent and then how far it is judged; the file's name goes into no address and no key", async () => {
    openHospital("hoso");
    const request = await begin();
    expect(request.address).toBe(`/api/v1/imports?source=${uuid(9100)}`);
    expect(request.body).toBe(FILE);
    const { "Content-Disposition": named, ...others } = request.headers;
    expect(named).toBe("attachment; filename*=UTF-8''Nguyen%20Thi%20Anh.xml");
    expect(JSON.stringify(others)).not.toContain("Nguyen");
    expect(request.headers["X-CSRF-Token"]).toBe("t");
    act(() => request.upload.onprogress!({ loaded: 7 }));
    expect((screen.getByRole("progressbar", { name: "Đang gửi tệp" }) as HTMLProgressElement).value).toBe(7);
    await act(async () => request.answer(202, { id: uuid(650_000) }));
    await screen.findByText("Đã xét 7.310 trên 12.480 mục");
    expect(window.location.pathname).toBe(`/imports/${uuid(650_000)}`);
    expect(screen.getByText("6.980 đã vào hồ sơ")).toBeTruthy();
  });

  it("goes on under the same key when the connection broke", async () => {
    openHospital("hoso");
    const first = await begin();
    await act(async () => first.onerror!());
    expect((await screen.findByRole("alert")).textContent).toContain("Phần đã tới máy chủ được giữ");
    fireEvent.click(screen.getByRole("button", { name: "Gửi tiếp" }));
    await waitFor(() => expect(Request.all.length).toBe(2));
    expect(Request.all[1]!.headers["Idempotency-Key"]).toBe(first.headers["Idempotency-Key"]);
    expect(await keyOf(FILE)).toBe(first.headers["Idempotency-Key"]);
    expect(await keyOf(new File(["<GIAMDINHHT/>"], "x", { lastModified: 1 }))).not.toBe(await keyOf(FILE));
  });

  it("goes on with the line that is missing, says so before, and sends the whole file when the rest does not fit", async () => {
    const hospital = openHospital("hoso");
    const lines = new File(['{"a":1}\n\n{"b":"é"}\n{"c":3}\n'], "x.ndjson", { lastModified: 2 });
    const key = await keyOf(lines);
    hospital.twist = (path, body) => (path === "/his/imports" ? [{ ...(body as object[])[2]!, key, format: "notice-1.0", items: 2, sourceId: uuid(9100) }] : body);
    const request = await begin(lines, "Gửi tiếp", /máy chủ giữ 2 mục đầu/);
    expect(request.address).toBe(`/api/v1/imports?source=${uuid(9100)}&from=2`);
    expect(new TextDecoder().decode(await bytesOf(request.body as Blob))).toBe('{"c":3}\n');
    act(() => request.upload.onprogress!({ loaded: 3 }));
    expect((screen.getByRole("progressbar") as HTMLProgressElement).value).toBe(lines.size - 5);
    await act(async () => request.answer(409, { code: "CONFLICT" }));
    await waitFor(() => expect(Request.all.length).toBe(2));
    expect(Request.all[1]!.address).toBe(`/api/v1/imports?source=${uuid(9100)}`);
    expect(Request.all[1]!.body).toBe(lines);
  });

  it("finds the line where an item begins only where that is certain", async () => {
    const at = (text: string, item: number) => beginOf(new Blob([text]), item);
    expect(await at('\n {"a":1} \r\n\n{"b":"é"}\n{"c":3}', 2)).toBe(24);
    expect(await at('{"a":1}\n{"b":2}', 2)).toBeUndefined();
    expect(await at('[{"a":1},\n{"b":2}]', 1)).toBeUndefined();
    expect(await at('{"a":\n1}\n{"b":2}\n', 1)).toBeUndefined();
    expect(await at('{"a":1}\n{"b":\n{"c":3}\n', 1)).toBeUndefined();
    expect(await at("MSH|^~\\&|\nPID|1\n", 1)).toBeUndefined();
  });

  it("says why a file is not taken", async () => {
    openHospital("hoso");
    const request = await begin();
    await act(async () => request.answer(403, { code: "NOT_ALLOWED_FOR_SENDER", detail: "the source may not send this kind" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/Hệ thống gửi không được phép/);
  });

  it("lists the faults, filters them by reason, and leads to each message", async () => {
    const hospital = openHospital("hoso");
    visit(`/imports/${uuid(650_001)}`);
    const faults = await screen.findByRole("region", { name: "Mục cần xem lại" });
    await within(faults).findByText("XML1/MA_LK");
    expect(within(faults).getAllByRole("row")).toHaveLength(4);
    expect(within(faults).getAllByRole("link", { name: "Ở danh sách tạm giữ" })).toHaveLength(1);
    fireEvent.click(within(faults).getByRole("button", { name: /Từ chối – Thiếu.*\(60\)/ }));
    await waitFor(() => expect(within(faults).getAllByRole("row")).toHaveLength(2));
    expect(hospital.asked.at(-1)!.query).toBe("after=-1&outcome=REFUSED&code=REQUIRED_FIELD_MISSING");
    expect(within(faults).getByRole("link", { name: "Tải danh sách lỗi (CSV)" }).getAttribute("href")).toBe(`/api/v1/his/imports/${uuid(650_001)}/faults.csv`);
    expect(within(faults).queryByRole("link", { name: "Ở danh sách tạm giữ" })).toBeNull();
    expect(within(faults).getByRole("link", { name: "Chi tiết" }).getAttribute("href")).toBe(`/messages/${uuid(900_101)}`);
  });

  it("lists the files before, also one that is not whole", async () => {
    openHospital("quantri");
    visit("/imports");
    const rows = (await screen.findByRole("table")).querySelectorAll("tbody tr");
    expect(rows[0]!.textContent).toContain("BHYT-thang-10-2026");
    expect(rows[2]!.textContent).toMatch(/hệ thống tự gửi.*Chưa tới đủ/);
    fireEvent.click(within(rows[2] as HTMLElement).getByRole("link"));
    await screen.findByText(/mới có 144 mục/);
  });
});
