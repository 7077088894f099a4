import { termsVi } from "./terms.vi";
import { worklistsVi } from "./worklists.vi";

/** Every word on screen, in Vietnamese. `{x}` is filled in; the English dictionary has the same keys. */
export const vi = {
  ...termsVi,
  ...worklistsVi,
  "app.name": "Bệnh án điện tử",
  "app.demo": "Dữ liệu minh họa – mọi người bệnh đều là hư cấu",
  "app.skip": "Tới nội dung chính",
  "app.language": "Ngôn ngữ",
  "app.menu": "Trang",
  "app.loading": "Đang tải…",
  "app.close": "Đóng",
  "app.more": "Tải thêm",
  "app.retry": "Thử lại",
  "app.none": "—",
  "app.mayNotPrint": "Tài khoản này không được in hồ sơ.",
  "app.printByButton": "Tờ này được in bằng nút In trên trang.",
  "app.printed": "In lúc {at} bởi {by}",
  "date.noTime": "Viết ngày/tháng/năm, thêm giờ:phút nếu cần, ví dụ 20/11/2026 07:00.",
  "date.noDay": "Viết ngày/tháng/năm, ví dụ 20/11/2026.",

  "nav.patients": "Người bệnh",
  "nav.parked": "Tạm giữ",
  "nav.sources": "Hệ thống gửi",
  "nav.shortcuts": "Phím tắt",
  "nav.signOut": "Đăng xuất",

  "sign.title": "Đăng nhập",
  "sign.user": "Tên đăng nhập",
  "sign.password": "Mật khẩu",
  "sign.enter": "Đăng nhập",
  "sign.entering": "Đang đăng nhập…",
  "sign.demoTitle": "Tài khoản dùng thử",
  "sign.demoText": "Máy chủ này chạy minh họa: mọi người bệnh, số liệu và tên đều được bịa ra.",
  "sign.over": "Phiên làm việc đã hết. Đăng nhập để trở lại đúng trang đang xem.",
  "sign.idle": "Màn hình đã khóa vì không có thao tác. Đăng nhập để trở lại đúng trang đang xem.",
  "sign.out": "Đã đăng xuất.",
  "sign.missing": "Nhập tên đăng nhập và mật khẩu.",
  "sign.provider": "Đăng nhập bằng tài khoản bệnh viện",
  "providerRefused.CANCELLED": "Chưa đăng nhập: đã dừng ở hệ thống định danh của bệnh viện.",
  "providerRefused.LATE": "Lần đăng nhập này đã quá hạn hoặc được bắt đầu ở trình duyệt khác. Hãy bấm lại nút bên dưới.",
  "providerRefused.NOT_VOUCHED": "Trả lời của hệ thống định danh không được chấp nhận. Hãy thử lại; nếu vẫn vậy, báo cho người quản trị.",
  "providerRefused.UNREACHABLE": "Hiện không liên lạc được với hệ thống định danh của bệnh viện. Có thể đăng nhập bằng tên và mật khẩu của hệ thống này.",
  "providerRefused.NO_ACCOUNT": "Bạn chưa có tài khoản ở hệ thống này. Hãy liên hệ người quản trị.",
  "providerRefused.OTHER_PERSON": "Tài khoản trùng tên ở đây thuộc về người khác. Hãy liên hệ người quản trị.",
  "providerRefused.DISABLED": "Tài khoản của bạn ở đây đã tắt. Hãy liên hệ người quản trị.",
  "providerRefused.LOCKED": "Tài khoản của bạn ở đây đang bị khóa tạm thời vì sai mật khẩu nhiều lần. Hãy liên hệ người quản trị.",
  "password.title": "Đổi mật khẩu",
  "password.must": "Mật khẩu này chỉ dùng cho lần đầu hoặc đã hết hạn. Đặt mật khẩu mới của riêng bạn để tiếp tục.",
  "password.current": "Mật khẩu hiện tại",
  "password.next": "Mật khẩu mới",
  "password.again": "Nhập lại mật khẩu mới",
  "password.differ": "Hai lần nhập chưa giống nhau.",
  "password.short": "Mật khẩu mới cần ít nhất {n} ký tự.",
  "password.weak": "Mật khẩu mới cần ít nhất {n} ký tự, có chữ hoa, chữ thường, chữ số và ký tự khác.",
  "password.save": "Lưu mật khẩu",
  "password.saved": "Đã đổi mật khẩu.",
  "hours.title": "Ngoài giờ được phép dùng",
  "hours.text": "Lúc này không nằm trong khung giờ được giao cho bạn. Nếu cần xử trí khẩn cấp, ghi lý do để mở hệ thống trong 4 giờ. Người phụ trách sẽ xem lại từng lần mở.",
  "hours.reason": "Lý do khẩn cấp",
  "hours.short": "Ghi lý do ít nhất 10 ký tự.",
  "hours.open": "Mở hệ thống 4 giờ",

  "find.label": "Tìm người bệnh",
  "find.hint": "Tên không cần dấu, mã người bệnh, CCCD, thẻ BHYT hoặc điện thoại",
  "find.short": "Tìm người bệnh",
  "find.ward": "Đang nằm ở khoa của tôi",
  "find.found": "Kết quả tìm",
  "find.count": "{n} người bệnh",
  "find.countMore": "{n} người bệnh đầu tiên",
  "find.none": "Không thấy ai trong phạm vi được xem. Thử ít chữ hơn, hoặc tìm bằng mã.",
  "find.noneWard": "Hiện chưa có người bệnh nào nằm ở khoa của bạn. Gõ tên hoặc mã để tìm.",
  "find.department": "Khoa",
  "find.allDepartments": "Tất cả khoa của tôi",
  "find.name": "Họ và tên",
  "find.sexAge": "Giới, tuổi",
  "find.birth": "Ngày sinh",
  "find.number": "Mã người bệnh",
  "find.place": "Khoa, buồng, giường",
  "find.since": "Từ",
  "find.notNow": "Không nằm viện",
  "find.provisional": "Chưa xác nhận",
  "find.withdrawn": "Có kết quả bị rút",
  "find.deceased": "Đã tử vong",

  "chart.overview": "Tổng quan",
  "chart.timeline": "Dòng thời gian",
  "chart.laboratory": "Xét nghiệm",
  "chart.reports": "Phiếu kết quả",
  "chart.studies": "Hình ảnh",
  "chart.treatment": "Điều trị",
  "chart.documents": "Tài liệu",
  "chart.sections": "Các phần của bệnh án",
  "chart.patient": "Người bệnh",
  "chart.details": "Thông tin thêm",
  "chart.hideDetails": "Thu gọn",
  "chart.noName": "CHƯA RÕ TÊN",
  "chart.born": "Sinh",
  "chart.bornUnknown": "Chưa rõ ngày sinh",
  "chart.blood": "Nhóm máu",
  "chart.bloodUnknown": "chưa ghi nhận",
  "chart.allergy": "Chưa ghi nhận dị ứng",
  "chart.allergyNote": "“Chưa ghi nhận” không có nghĩa là không dị ứng: hãy hỏi người bệnh.",
  "chart.revealNote": "Hiện đầy đủ {kind}; việc xem được ghi lại",
  "chart.hide": "Ẩn",
  "chart.stay": "Đang nằm",
  "chart.room": "buồng {x}",
  "chart.bed": "giường {x}",
  "chart.dayN": "ngày thứ {n}",
  "chart.noStay": "Hiện không nằm viện",
  "chart.merged": "Đã gộp từ {x}",
  "chart.mergedInto": "Hồ sơ này đã được gộp sang người bệnh khác.",
  "chart.openMerged": "Mở hồ sơ đang dùng",
  "chart.deceased": "Đã tử vong",
  "chart.deceasedAt": "Đã tử vong {at}",
  "chart.provisional": "Danh tính chưa được xác nhận",
  "chart.identifiers": "Mã số",
  "chart.contact": "Liên hệ",
  "chart.relatives": "Người nhà",
  "chart.representative": "người đại diện",
  "chart.background": "Nhân thân",
  "chart.ethnicity": "Dân tộc",
  "chart.occupation": "Nghề nghiệp",
  "chart.nationality": "Quốc tịch",
  "chart.otherNames": "Tên khác",
  "chart.mother": "Hồ sơ của mẹ",
  "chart.feeds": "Nguồn dữ liệu",
  "chart.lastMessage": "tin cuối {at}",
  "chart.stale": "Dữ liệu {x} có thể chưa đủ: tin cuối cùng {at}.",
  "chart.staleNever": "Chưa nhận được tin nào từ {x}.",
  "chart.noActive": "đã đổi",

  "overview.visits": "Lượt khám và điều trị",
  "overview.noVisits": "Chưa có lượt khám nào được gửi đến.",
  "overview.conditions": "Chẩn đoán",
  "overview.noConditions": "Chưa có chẩn đoán nào được gửi đến.",
  "overview.abnormal": "Kết quả bất thường mới nhất",
  "overview.noAbnormal": "Không có kết quả bất thường trong 12 tháng qua.",
  "overview.studies": "Hình ảnh",
  "overview.noStudies": "Chưa có ca chụp nào.",
  "overview.orders": "Chỉ định gần đây",
  "overview.noOrders": "Chưa có chỉ định nào được gửi đến.",
  "overview.all": "Xem tất cả",
  "overview.now": "nay",
  "retention.until": "Lưu trữ đến {day} ({why})",
  "retention.years": "Lưu trữ {n} năm sau năm kết thúc ({why})",
  "retention.forEver": "Lưu trữ vĩnh viễn ({why})",
  "overview.doctor": "BS điều trị",
  "overview.visitNo": "Số lượt",
  "overview.ended": "đã hết",

  "timeline.kinds": "Loại",
  "timeline.visit": "Lượt khám",
  "timeline.stay": "Nằm khoa",
  "timeline.lab": "Xét nghiệm",
  "timeline.image": "Hình ảnh",
  "timeline.document": "Tài liệu",
  "timeline.appointment": "Lịch hẹn",
  "timeline.vaccine": "Tiêm chủng",
  "timeline.report": "Kết quả khác",
  "timeline.axis": "Trục thời gian",
  "timeline.zoomIn": "Phóng to",
  "timeline.zoomOut": "Thu nhỏ",
  "timeline.earlier": "Trước đó",
  "timeline.later": "Sau đó",
  "timeline.fit": "Toàn bộ",
  "timeline.month": "30 ngày",
  "timeline.year": "1 năm",
  "timeline.list": "Cùng nội dung, dạng danh sách",
  "timeline.none": "Chưa có sự kiện nào được gửi đến.",
  "timeline.noneHere": "Không có sự kiện nào trong khoảng đang xem. Bấm “Toàn bộ”.",
  "timeline.values": "{n} chỉ số",
  "timeline.marked": "{n} bất thường",
  "timeline.imagesN": "{n} ảnh",
  "timeline.undated": "Chưa rõ thời gian",
};

export type Key =
  | keyof typeof vi
  | keyof typeof import("./more.vi").moreVi
  | keyof typeof import("./desk.vi").deskVi
  | keyof typeof import("./deliveries.vi").deliveriesVi
  | keyof typeof import("./diagnosis.vi").diagnosisVi
  | keyof typeof import("./disclosure.vi").disclosureVi
  | keyof typeof import("./allergies.vi").allergiesVi
  | keyof typeof import("./entered.vi").enteredVi
  | keyof typeof import("./audit.vi").auditVi
  | keyof typeof import("./catalogues.vi").cataloguesVi
  | keyof typeof import("./forms.vi").formsVi
  | keyof typeof import("./folder.vi").folderVi
  | keyof typeof import("./imports.vi").importsVi
  | keyof typeof import("./orders.vi").ordersVi
  | keyof typeof import("./exports.vi").exportsVi
  | keyof typeof import("./imaging.vi").imagingVi
  | keyof typeof import("./signing.vi").signingVi
  | keyof typeof import("./destruction.vi").destructionVi
  | keyof typeof import("./received.vi").receivedVi
  | keyof typeof import("./prints.vi").printsVi
  | keyof typeof import("./scans.vi").scansVi
  | keyof typeof import("./sources.vi").sourcesVi
  | keyof typeof import("./account.vi").accountVi
  | keyof typeof import("./privacy.vi").privacyVi
  | keyof typeof import("./restriction.vi").restrictionVi
  | keyof typeof import("./staff.vi").staffVi
  | keyof typeof import("./statistics.vi").statisticsVi
  | keyof typeof import("./treatment.vi").treatmentVi
  | keyof typeof import("./medications.vi").medicationsVi
  | keyof typeof import("./movements.vi").movementsVi
  | keyof typeof import("./vitals.vi").vitalsVi;
