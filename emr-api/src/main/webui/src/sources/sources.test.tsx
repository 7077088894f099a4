import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { dictionaries } from "../lang";
import { healthy, leaks, openHospital, press, uuid, visit } from "../testing/hospital";
import { differences, GROUPS, onTopOf, withValue } from "./fields";
import { changesOf } from "./SourceHistory";
import { labelKey } from "./SourceFields";

const LIS = `/sources/${uuid(9101)}`;

describe("the list of senders", () => {
  it("marks in red who is silent or without encryption, and leads to the settings", async () => {
    openHospital("quantri");
    visit("/sources");
    const row = (await screen.findByText("LIS Huyết học cũ")).closest("tr")!;
    expect(within(row).getByText("Im lặng quá 30 phút").className).toContain("bad");
    expect(within(row).getByText("Được gửi không mã hóa").className).toContain("bad");
    const well = screen.getByText("HIS Bình Minh").closest("tr")!;
    expect(within(well).queryByText(/Im lặng/)).toBeNull();
    expect(within(well).getByText(/nửa số tin ≤ 2,9 ms/)).toBeTruthy();
    fireEvent.click(screen.getByRole("link", { name: "LIS Sao Mai" }));
    expect(((await screen.findByLabelText(/^Tên/)) as HTMLInputElement).value).toBe("LIS Sao Mai");
    expect(window.location.pathname).toBe(LIS);
  });

  it("offers no settings to those who may not change them", async () => {
    const hospital = openHospital("quantri");
    hospital.twist = (path, body) => (path === "/me" || path.startsWith("/session") ? withoutConfigure(body) : body);
    visit("/sources");
    await screen.findByText("LIS Sao Mai");
    expect(screen.queryByRole("link", { name: "LIS Sao Mai" })).toBeNull();
    expect(screen.queryByRole("link", { name: "Khai báo hệ thống mới" })).toBeNull();
  });
});

function withoutConfigure(body: unknown): unknown {
  const answer = body as { me?: { rights: string[] }; rights?: string[] };
  const me = answer.me ?? answer;
  me.rights = me.rights!.filter((right) => right !== "CONFIGURE");
  return body;
}

describe("the settings of a sender", () => {
  it("are sent whole with the version that was read, and say that they are saved", async () => {
    const hospital = openHospital("quantri");
    visit(LIS);
    const minutes = await screen.findByLabelText("Báo động khi im lặng quá (phút)");
    expect(screen.queryByRole("button", { name: "Lưu thay đổi" })).toBeNull();
    fireEvent.change(minutes, { target: { value: "45" } });
    fireEvent.change(screen.getByLabelText("Số lần gửi trước khi cần người xử lý"), { target: { value: "5" } });
    fireEvent.click(screen.getByRole("button", { name: "Lưu thay đổi" }));
    await screen.findByText("Đã lưu.");
    const put = hospital.asked.find((a) => a.method === "PUT")!;
    expect(put.path).toBe(LIS);
    expect(put.body).toMatchObject({ version: 3, silentAfter: 45, name: "LIS Sao Mai", dropFolder: "sao-mai", settings: { "order-message": "OML^O21", "order-tries": "5" } });
    await healthy();
  });

  it("show the server's complaint at its field, with the focus on it", async () => {
    openHospital("quantri");
    visit(LIS);
    const field = (await screen.findByLabelText("Chứng thư của hệ thống gửi")) as HTMLInputElement;
    fireEvent.change(field, { target: { value: "sha256:12" } });
    fireEvent.click(screen.getByRole("button", { name: "Lưu thay đổi" }));
    await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
    expect(document.getElementById(field.getAttribute("aria-describedby")!)!.textContent).toContain("Chưa đúng.");
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe("sha256:12");
    await healthy();
  });

  it("keep what was typed when somebody saved first, and name what the other changed", async () => {
    const hospital = openHospital("quantri");
    let reads = 0;
    hospital.twist = (path, body) => {
      if (path !== LIS) return body;
      reads += 1;
      return reads === 1 ? { ...(body as object), version: 2 } : { ...(body as object), addresses: "10.2.0.7" };
    };
    visit(LIS);
    fireEvent.change(await screen.findByLabelText("Báo động khi im lặng quá (phút)"), { target: { value: "45" } });
    fireEvent.click(screen.getByRole("button", { name: "Lưu thay đổi" }));
    const note = await screen.findByText(/Người đó đã đổi/);
    expect(note.textContent).toContain("Địa chỉ IP được phép");
    expect((screen.getByLabelText("Báo động khi im lặng quá (phút)") as HTMLInputElement).value).toBe("45");
    expect((screen.getByLabelText("Địa chỉ IP được phép") as HTMLInputElement).value).toBe("10.2.0.7");
    fireEvent.click(screen.getByRole("button", { name: "Lưu thay đổi" }));
    await screen.findByText("Đã lưu.");
    expect(hospital.asked.findLast((a) => a.method === "PUT")!.body).toMatchObject({ version: 3, silentAfter: 45, addresses: "10.2.0.7" });
  });

  it("keep secrets out of sight and send them back as kept", async () => {
    const hospital = openHospital("quantri");
    visit(`/sources/${uuid(9103)}`);
    const password = (await screen.findByLabelText("Mật khẩu kho ảnh")) as HTMLInputElement;
    expect(password.type).toBe("password");
    fireEvent.click(screen.getByLabelText("Đang bật"));
    fireEvent.click(screen.getByRole("button", { name: "Lưu thay đổi" }));
    await screen.findByText("Đã lưu.");
    expect(hospital.asked.find((a) => a.method === "PUT")!.body).toMatchObject({ enabled: true, settings: { password: "********", username: "emr" } });
    expect(screen.queryByText("Loại bản tin chỉ định")).toBeNull();
  });

  it("can be undone before they are saved", async () => {
    openHospital("quantri");
    visit(LIS);
    const name = (await screen.findByLabelText(/^Tên/)) as HTMLInputElement;
    fireEvent.change(name, { target: { value: "Khác" } });
    fireEvent.click(screen.getByRole("button", { name: "Bỏ thay đổi" }));
    expect(name.value).toBe("LIS Sao Mai");
    expect(screen.queryByRole("button", { name: "Bỏ thay đổi" })).toBeNull();
  });
});

describe("a new sender", () => {
  it("is registered, its key is shown once and nowhere else, and its page opens", async () => {
    const hospital = openHospital("quantri");
    visit("/sources");
    fireEvent.click(await screen.findByRole("link", { name: "Khai báo hệ thống mới" }));
    fireEvent.change(await screen.findByLabelText(/^Cổng/), { target: { value: "his-rest" } });
    fireEvent.click(screen.getByRole("button", { name: "Khai báo" }));
    const name = screen.getByLabelText(/^Tên/);
    await waitFor(() => expect(name.getAttribute("aria-invalid")).toBe("true"));
    fireEvent.change(name, { target: { value: "HIS qua HTTP" } });
    fireEvent.click(screen.getByRole("button", { name: "Khai báo" }));
    const sheet = await screen.findByRole("dialog");
    expect(within(sheet).getByText(/^emrs_/)).toBeTruthy();
    await healthy();
    press("Escape");
    fireEvent.keyDown(sheet, { key: "Escape" });
    await waitFor(() => expect(window.location.pathname).toBe(`/sources/${uuid(9102)}`));
    expect(document.body.textContent).not.toContain("emrs_");
    expect(hospital.asked.filter((a) => a.method === "POST" && a.path === "/sources")).toHaveLength(2);
    expect(leaks()).toEqual([]);
  });
});

describe("a message tried", () => {
  it("shows what it says, what the dialect corrected, what nobody reads and the answer", async () => {
    const hospital = openHospital("quantri");
    visit(LIS);
    const box = await screen.findByLabelText(/^Dán bản tin/);
    const button = screen.getByRole("button", { name: "Thử" }) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    fireEvent.change(box, { target: { value: "MSH|…" } });
    fireEvent.click(button);
    await screen.findByText(/Đọc được/);
    expect(within(screen.getByRole("region", { name: "Khác bản gốc" })).getByText(/^\+ OBX.*\|H\|\|\|F/)).toBeTruthy();
    expect(screen.getByText("2 trường có nội dung mà máy chủ không dùng")).toBeTruthy();
    expect(screen.getByText("UTF-8 – MSH-18 không ghi hoặc không đúng, dữ liệu là UTF-8")).toBeTruthy();
    expect(screen.getByText(/PID-5 Họ tên · OBX-19 Phân tích lúc/)).toBeTruthy();
    expect(screen.getByRole("region", { name: "Trả lời cho hệ thống gửi" }).textContent).toContain("MSA|AA|M77120");
    expect(hospital.asked.at(-1)).toMatchObject({ path: "/sources/test", body: { source: uuid(9101), text: "MSH|…" } });
    await healthy();
  });

  it("says why it would not be taken", async () => {
    openHospital("quantri");
    visit(LIS);
    fireEvent.change(await screen.findByLabelText(/^Dán bản tin/), { target: { value: "HỎNG" } });
    fireEvent.click(screen.getByRole("button", { name: "Thử" }));
    expect((await screen.findByText(/không bắt đầu bằng đoạn MSH/)).textContent).toContain("MSH");
  });

  it("can be a file in another character set, and not a huge one", async () => {
    const hospital = openHospital("quantri");
    visit(LIS);
    const upload = await screen.findByLabelText(/Chọn tệp/);
    const file = new File([new Uint8Array([0x4d, 0x53, 0x48, 0xe1])], "a.hl7");
    fireEvent.change(upload, { target: { files: [file] } });
    fireEvent.click(screen.getByRole("button", { name: "Thử" }));
    await screen.findByText(/Đọc được/);
    expect(hospital.asked.at(-1)!.body).toEqual({ source: uuid(9101), base64: "TVNI4Q==" });
    fireEvent.click(screen.getByRole("button", { name: "Bỏ tệp" }));
    fireEvent.change(screen.getByLabelText(/Chọn tệp/), { target: { files: [new File([new Uint8Array(1_100_000)], "b.hl7")] } });
    await screen.findByText(/tối đa 1 MB/);
    expect((screen.getByRole("button", { name: "Thử" }) as HTMLButtonElement).disabled).toBe(true);
  });
});

describe("who changed a sender", () => {
  it("is read only when asked for, in the words of the form", async () => {
    const hospital = openHospital("quantri");
    visit(LIS);
    const show = await screen.findByRole("button", { name: "Xem các lần sửa" });
    expect(hospital.asked.some((a) => a.path.endsWith("/history"))).toBe(false);
    fireEvent.click(show);
    const first = (await screen.findAllByRole("row")).find((row) => row.textContent?.includes("CN=lis,O=BV"))!;
    expect(first.textContent).toContain("Cho phép gửi không mã hóa từ máy khác: có → không");
    expect(first.textContent).toContain("Phiên bản HL7: 2.5 → 2.5.1");
    expect(first.textContent).not.toContain("{");
  });

  it("takes the text of a change apart", () => {
    expect(changesOf("plainText: true -> false; credential: new; dialect: - -> acm")).toEqual([
      { name: "plainText", before: "true", after: "false" },
      { name: "credential", before: undefined, after: "new" },
      { name: "dialect", before: "-", after: "acm" },
    ]);
  });

  it("opens the settings of a product: only what differs, each by itself", () => {
    const before = "{order-version=2.5, order-sender=EMR, A; B=1, order-tries=10}";
    expect(changesOf(`settings: ${before} -> {order-version=2.5.1, order-sender=EMR, A; B=1, order-charset=UNICODE UTF-8}; enabled: true -> false`)).toEqual([
      { name: "settings.order-version", before: "2.5", after: "2.5.1" },
      { name: "settings.order-tries", before: "10", after: "-" },
      { name: "settings.order-charset", before: "-", after: "UNICODE UTF-8" },
      { name: "enabled", before: "true", after: "false" },
    ]);
    expect(changesOf("settings: - -> {a=b; c=d}")).toEqual([{ name: "settings.a", before: "-", after: "b; c=d" }]);
    const cut = "{order-version=2.5, order-se";
    expect(changesOf(`settings: {} -> ${cut}`)).toEqual([{ name: "settings", before: "{}", after: cut }]);
  });
});

describe("the fields of a sender", () => {
  it("all have a name and a hint in both languages", () => {
    for (const field of GROUPS.flatMap((group) => group.fields)) {
      const key = labelKey(field.label ?? field.name);
      for (const words of [dictionaries.vi, dictionaries.en] as Record<string, string>[]) {
        expect(words[key], key).toBeTruthy();
        expect(words[`${key}.hint`], key).toBeTruthy();
      }
    }
  });

  it("differ by what was typed only, and are put on top of a newer state", () => {
    const before = { name: "A", silentAfter: 5, settings: { x: "1" }, version: 1 };
    const typed = withValue(withValue(before, "silentAfter", undefined), "settings.x", "2");
    expect(differences(before, typed)).toEqual(["silentAfter", "settings.x"]);
    const newest = { name: "B", silentAfter: 5, settings: { x: "1", y: "3" }, version: 2 };
    expect(onTopOf(newest, before, typed)).toEqual({ name: "B", silentAfter: undefined, settings: { x: "2", y: "3" }, version: 2 });
  });
});
