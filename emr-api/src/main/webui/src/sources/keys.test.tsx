import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { healthy, openHospital, uuid, visit } from "../testing/hospital";
import { inDays } from "./keys";

const HIS = `/sources/${uuid(9100)}`;

const panel = () => screen.findByRole("region", { name: "Khóa" });

describe("the keys of a sender", () => {
  it("say what each may do, when it ends, when it was used and refused, and never the key", async () => {
    openHospital("quantri");
    const { container } = visit(HIS);
    const rows = (await within(await panel()).findAllByRole("row")).slice(1);
    expect(rows).toHaveLength(4);
    expect(rows[0]!.textContent).toContain("Sắp hết hạn");
    expect(rows[0]!.textContent).toContain("emrs_…Qx7T");
    expect(within(rows[0]!).getByText("Gửi hồ sơ giám định bảo hiểm")).toBeTruthy();
    expect(rows[1]!.textContent).toContain("Bị từ chối 3 lần");
    expect(rows[1]!.textContent).toContain("10.9.0.4: địa chỉ không được phép.");
    expect(rows[2]!.textContent).toContain("Đã có khóa mới thay");
    expect(rows[3]!.textContent).toContain("máy chủ đã bỏ");
    expect(container.textContent).not.toMatch(/emrs_[A-Za-z0-9]/);
    await healthy();
  });

  it("offer only what can be done: a replaced key is not replaced again, a revoked one is left alone", async () => {
    openHospital("quantri");
    visit(HIS);
    const rows = (await within(await panel()).findAllByRole("row")).slice(1);
    const offered = rows.map((row) => within(row).queryAllByRole("button").map((b) => b.textContent));
    expect(offered).toEqual([["Thay khóa", "Thu hồi"], ["Thay khóa", "Thu hồi"], ["Thu hồi"], []]);
  });

  it("are made with nothing ticked, for a year, and shown once", async () => {
    const hospital = openHospital("quantri");
    visit(HIS);
    fireEvent.click(within(await panel()).getByRole("button", { name: "Tạo khóa" }));
    const form = await screen.findByRole("dialog", { name: "Tạo khóa" });
    const boxes = within(form).getAllByRole("checkbox") as HTMLInputElement[];
    expect(boxes.map((box) => box.checked)).toEqual([false, false, false, false]);
    const make = within(form).getByRole("button", { name: "Tạo khóa" }) as HTMLButtonElement;
    expect(make.disabled).toBe(true);
    fireEvent.change(within(form).getByLabelText(/^Tên khóa/), { target: { value: " Máy chủ HIS 3 " } });
    fireEvent.click(within(form).getByLabelText("Gửi dữ liệu hồ sơ"));
    fireEvent.change(within(form).getByLabelText("Địa chỉ IP được phép"), { target: { value: "hospital" } });
    await healthy();
    fireEvent.click(make);
    expect(await within(form).findByText(/10\.2\.0\.0\/16/, { selector: ".note *" })).toBeTruthy();
    fireEvent.change(within(form).getByLabelText("Địa chỉ IP được phép"), { target: { value: "" } });
    fireEvent.click(make);
    const sheet = await screen.findByRole("dialog", { name: "Khóa của hệ thống gửi" });
    expect(sheet.textContent).toContain("emrs_khoa_minh_hoa");
    const asked = hospital.asked.filter((a) => a.method === "POST" && a.path === `${HIS}/keys`).at(-1)!.body as { expiresAt: string };
    expect(asked).toMatchObject({ name: "Máy chủ HIS 3", scopes: ["notices:send"] });
    expect(asked.expiresAt.slice(0, 10)).toBe(inDays(365).slice(0, 10));
    const reads = hospital.asked.filter((a) => a.path === `${HIS}/keys` && a.method === "GET").length;
    fireEvent.click(within(sheet).getByRole("button", { name: "Đã cất khóa" }));
    await waitFor(() => expect(hospital.asked.filter((a) => a.path === `${HIS}/keys` && a.method === "GET")).toHaveLength(reads + 1));
    expect(screen.queryByText(/emrs_khoa/)).toBeNull();
  });

  it("are replaced with a week for the old one, or at once with a warning", async () => {
    const hospital = openHospital("quantri");
    visit(HIS);
    fireEvent.click(await within(await panel()).findByRole("button", { name: "Thay khóa Máy chủ HIS 2" }));
    const form = await screen.findByRole("dialog", { name: "Thay khóa “Máy chủ HIS 2”" });
    expect((within(form).getByLabelText("Khóa cũ còn dùng được") as HTMLSelectElement).value).toBe("168");
    fireEvent.change(within(form).getByLabelText("Khóa cũ còn dùng được"), { target: { value: "0" } });
    expect(form.textContent).toContain("Khóa cũ ngừng ngay");
    await healthy();
    fireEvent.click(within(form).getByRole("button", { name: "Thay khóa" }));
    await screen.findByRole("dialog", { name: "Khóa của hệ thống gửi" });
    expect(hospital.asked.at(-1)).toMatchObject({ path: `${HIS}/keys/${uuid(9201)}/rotation`, body: { overlapHours: 0 } });
  });

  it("are revoked with a reason", async () => {
    const hospital = openHospital("quantri");
    visit(HIS);
    fireEvent.click((await within(await panel()).findAllByRole("button", { name: "Thu hồi Máy chủ HIS 1" }))[0]!);
    const form = await screen.findByRole("dialog", { name: "Thu hồi khóa “Máy chủ HIS 1”" });
    const revoke = within(form).getByRole("button", { name: "Thu hồi" }) as HTMLButtonElement;
    expect(revoke.disabled).toBe(true);
    fireEvent.change(within(form).getByRole("textbox"), { target: { value: "khóa bị lộ" } });
    await healthy();
    fireEvent.click(revoke);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(hospital.asked.find((a) => a.path.endsWith("/revocation"))).toMatchObject({ path: `${HIS}/keys/${uuid(9202)}/revocation`, body: { reason: "khóa bị lộ" } });
  });

  it("are said to be none where there is none", async () => {
    openHospital("quantri");
    visit(`/sources/${uuid(9101)}`);
    expect(await within(await panel()).findByText(/Chưa có khóa/)).toBeTruthy();
  });
});

describe("keys that end", () => {
  it("are told of on the health page and in the list of senders", async () => {
    const hospital = openHospital("quantri");
    hospital.twist = (path, body) => {
      if (path === "/health") return { ...(body as object), keys: [{ sourceId: uuid(9100), source: "HIS Bình Minh", name: "Máy chủ HIS 2", expiresAt: inDays(20) }] };
      if (path === "/sources") return (body as object[]).map((one, i) => (i === 0 ? { ...one, keyEndsAt: inDays(20) } : one));
      return body;
    };
    visit("/health");
    const alarms = await screen.findByRole("region", { name: /cần/i });
    expect(alarms.textContent).toContain("Khóa “Máy chủ HIS 2” hết hạn");
    visit("/sources");
    expect((await screen.findAllByText(/Có khóa hết hạn/)).length).toBe(1);
  });
});

describe("a sender with Kafka", () => {
  it("shows what a broker needs when one is named, and the sign-in when it asks for one", async () => {
    const hospital = openHospital("quantri");
    visit(`/sources/${uuid(9101)}`);
    const servers = await screen.findByLabelText("Máy chủ Kafka");
    expect(screen.queryByLabelText("Topic để đọc")).toBeNull();
    fireEvent.change(servers, { target: { value: "kafka1:9093" } });
    fireEvent.change(screen.getByLabelText("Topic để đọc"), { target: { value: "ket-qua" } });
    expect(screen.queryByLabelText("Mật khẩu Kafka")).toBeNull();
    fireEvent.change(screen.getByLabelText("Bảo vệ đường truyền"), { target: { value: "SASL_SSL" } });
    fireEvent.change(screen.getByLabelText("Tên đăng nhập Kafka"), { target: { value: "emr" } });
    fireEvent.change(screen.getByLabelText("Mật khẩu Kafka"), { target: { value: "bi-mat-minh-hoa" } });
    expect(screen.queryByLabelText("Mật khẩu kho ảnh")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Lưu thay đổi" }));
    await screen.findByText("Đã lưu.");
    expect(hospital.asked.find((a) => a.method === "PUT")!.body).toMatchObject({
      settings: { "kafka-servers": "kafka1:9093", "kafka-topic": "ket-qua", "kafka-security": "SASL_SSL", "kafka-user": "emr", password: "bi-mat-minh-hoa" },
    });
  });
});
