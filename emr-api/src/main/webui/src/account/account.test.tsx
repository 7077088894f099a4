import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { healthy, openHospital, visit } from "../testing/hospital";

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const click = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

describe("the second step of signing in", () => {
  it("asks for the code before anything else is shown, and says when it is wrong", async () => {
    const hospital = openHospital("themma");
    visit("/health");
    await screen.findByRole("heading", { name: "Bước xác thực thứ hai" });
    expect(document.title).toContain("Bước xác thực thứ hai");
    expect(hospital.asked.map((a) => a.path)).not.toContain("/health");
    await healthy();
    type("Mã xác thực", "000000");
    click("Tiếp tục");
    await screen.findByText(/Mã không đúng hoặc đã dùng/);
    type("Mã xác thực", " 123456 ");
    click("Tiếp tục");
    await screen.findByText("Cổng nhận");
  });

  it("is set up with a picture or a key, and shows recovery codes until the person has kept them", async () => {
    openHospital("chuama");
    visit("/health");
    await screen.findByRole("heading", { name: "Thiết lập bước xác thực thứ hai" });
    click("Bắt đầu thiết lập");
    await screen.findByRole("img", { name: "Mã QR của khóa xác thực" });
    expect(screen.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)).toBeTruthy();
    await healthy();
    expect((screen.getByRole("button", { name: "Xác nhận" }) as HTMLButtonElement).disabled).toBe(true);
    type("Mã xác thực", "123456");
    click("Xác nhận");
    await screen.findByRole("heading", { name: "Mã dự phòng" });
    await waitFor(() => expect(document.title).not.toContain("Thiết lập"));
    expect(screen.getAllByText(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)).toHaveLength(10);
    await healthy();
    click("Tôi đã cất các mã");
    await screen.findByText("Cổng nhận");
    expect(document.body.textContent).not.toMatch(/([A-Z2-7]{4}-){3}[A-Z2-7]{4}/);
  });

  it("tells somebody outside the hospital where to set it up", async () => {
    openHospital("ngoaimang");
    visit("/");
    await screen.findByText(/Hãy thiết lập bước này khi ở trong bệnh viện/);
    expect(screen.queryByLabelText("Mã xác thực")).toBeNull();
    click("Đăng xuất");
    await screen.findByText("Đã đăng xuất.");
  });
});

describe("my account", () => {
  it("lists the factors and gives new recovery codes for the password", async () => {
    openHospital("quantri");
    visit("/account");
    await screen.findByRole("rowheader", { name: /Khóa USB ở phòng máy/ });
    expect(screen.getByText("Còn 7 mã dự phòng.")).toBeTruthy();
    await healthy();
    click("Tạo mã dự phòng mới");
    const password = await screen.findByLabelText("Mật khẩu hiện tại");
    fireEvent.change(password, { target: { value: "sai" } });
    click("Tiếp tục");
    await screen.findByText(/Mật khẩu hiện tại không đúng/);
    fireEvent.change(password, { target: { value: "minh-hoa" } });
    click("Tiếp tục");
    await waitFor(() => expect(screen.getAllByText(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)).toHaveLength(10));
  });

  it("does not offer to remove the only factor a role needs, nor passkeys where the browser has none", async () => {
    const hospital = openHospital("quantri");
    hospital.twist = (path, body) => (path === "/me/factors" ? { ...(body as object), factors: [{ id: "fa1", kind: "TOTP", since: "2026-10-02T02:10:00Z" }] } : body);
    visit("/account");
    await screen.findByRole("rowheader", { name: "Ứng dụng xác thực" });
    expect(screen.queryByRole("button", { name: "Bỏ" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Thêm khóa truy cập" })).toBeNull();
  });

  it("adds a passkey with what the browser's key answers", async () => {
    const hospital = openHospital("bacsi");
    const answer = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const path = String(input);
      if (path.endsWith("/passkeys/options")) return Response.json({ challenge: "-_8", rpId: "localhost", userId: "AAE", userName: "bacsi", algorithms: [-7], known: ["_w"] });
      if (path.endsWith("/factors/passkeys")) {
        hospital.asked.push({ method: "POST", path, query: "", body: JSON.parse(String(init!.body)), headers: {} });
        return Response.json({ recoveryCodes: [] });
      }
      return answer(input, init);
    };
    const asked: CredentialCreationOptions[] = [];
    vi.stubGlobal("PublicKeyCredential", class {});
    Object.defineProperty(navigator, "credentials", {
      configurable: true,
      value: {
        create: async (options: CredentialCreationOptions) => {
          asked.push(options);
          return { response: { clientDataJSON: Uint8Array.of(251, 255).buffer, attestationObject: Uint8Array.of(1).buffer } };
        },
      },
    });
    visit("/account");
    fireEvent.click(await screen.findByRole("button", { name: "Thêm khóa truy cập" }));
    fireEvent.change(screen.getByLabelText(/^Tên khóa/), { target: { value: "Điện thoại" } });
    fireEvent.change(screen.getByLabelText("Mật khẩu hiện tại"), { target: { value: "minh-hoa" } });
    click("Tiếp tục");
    await waitFor(() => expect(hospital.asked.at(-1)!.path).toBe("/me/factors"));
    expect([...new Uint8Array(asked[0]!.publicKey!.challenge as ArrayBuffer)]).toEqual([251, 255]);
    expect(hospital.asked.find((a) => a.path.endsWith("/factors/passkeys"))!.body).toEqual({ name: "Điện thoại", clientData: "-_8", attestation: "AQ" });
    vi.unstubAllGlobals();
  });

  it("shows where one is signed in and ends the other sessions", async () => {
    const hospital = openHospital("bacsi");
    visit("/account");
    await screen.findByRole("rowheader", { name: /10\.20\.1\.14 *Máy này/ });
    expect(screen.getAllByRole("button", { name: "Đăng xuất máy đó" })).toHaveLength(2);
    fireEvent.click(screen.getAllByRole("button", { name: "Đăng xuất máy đó" })[0]!);
    await waitFor(() => expect(hospital.asked.find((a) => a.path === "/me/sessions/end")?.body).toEqual({ id: "se2" }));
    await waitFor(() => expect((screen.getByRole("button", { name: "Đăng xuất mọi máy khác" }) as HTMLButtonElement).disabled).toBe(false));
    click("Đăng xuất mọi máy khác");
    await waitFor(() => expect(hospital.asked.filter((a) => a.path === "/me/sessions/end").at(-1)?.body).toEqual({}));
  });
});
