import { claimsVi } from "./claims.vi";
import { dialectFileVi } from "./dialectFile.vi";
import { destructionRefusalsVi } from "./refusals.destruction.vi";
import { receivedRefusalsVi } from "./refusals.received.vi";
import { designingRefusalsVi } from "./refusals.designing.vi";
import { enteredRefusalsVi } from "./refusals.entered.vi";
import { signingRefusalsVi } from "./refusals.signing.vi";
import { movementRefusalsVi } from "./refusals.movements.vi";
import { settingsRefusalsVi } from "./refusals.settings.vi";
import { refusalsVi } from "./refusals.vi";
import { medicationRefusalsVi } from "./refusals.medications.vi";
import { imagingRefusalsVi } from "./refusals.imaging.vi";
import { scanRefusalsVi } from "./refusals.scans.vi";
import { vitalRefusalsVi } from "./refusals.vitals.vi";

/**
 * What the server writes about messages, in its own English, and the same in Vietnamese. `{x}` stands for what it fills in: names of
 * fields, numbers, codes. Segments and fields keep the names by which a sender knows them.
 */
export const remarksVi: Record<string, string> = {
  // The message as a whole
  "ID_REUSED": "Số bản tin này đã được dùng cho một nội dung khác",
  "CONTENT_DUP": "Nội dung này đã đến trước đó với số bản tin khác",
  "NOT_INTERPRETED: messages of this type are kept and not read": "Loại bản tin này được lưu giữ, không được đọc vào hồ sơ",
  "OBSERVATIONS_DIFFER: {in} in, {kept} kept": "Nhận {in} giá trị, hồ sơ giữ {kept} giá trị",
  "{reason} confirmed by a person": "Đã có người xác nhận: {reason}",
  "a corrected copy was applied in its place": "Bản đã sửa được đưa vào hồ sơ thay cho bản tin này",
  "The message does not begin with an MSH segment that names its separators.": "Bản tin không bắt đầu bằng đoạn MSH có khai báo các dấu phân cách.",
  "There are several messages in one frame.": "Một khung truyền chứa nhiều bản tin.",
  "The character set named in MSH-18 cannot be read here yet.": "Máy chủ chưa đọc được bảng mã ghi ở MSH-18.",
  "The bytes fit neither MSH-18 nor UTF-8 nor the character set configured for this source.":
    "Dữ liệu không đúng bảng mã ghi ở MSH-18, không phải UTF-8, cũng không đúng bảng mã khai báo cho nguồn này.",
  "The message has {what}.": "Bản tin có {what}.",
  "more than {n} segments": "hơn {n} đoạn",
  "a segment with more than {n} fields": "một đoạn với hơn {n} trường",
  "more than {n} fields": "hơn {n} trường",
  "a field with more than {n} repetitions": "một trường lặp lại hơn {n} lần",
  "The message is longer than {n} bytes.": "Bản tin dài hơn {n} byte.",
  "A batch may hold at most {n} messages.": "Một lô có tối đa {n} bản tin.",
  "the batch has no BTS: it may have been cut off": "Lô không có đoạn kết BTS: có thể đã bị cắt mất phần cuối",
  "BTS-1 says {said} messages, {came} came": "BTS-1 ghi {said} bản tin, nhận được {came}",
  "the count in BTS-1 differs from the messages found": "Số bản tin khác với số ghi ở BTS-1",
  "The message is longer than 32 MiB.": "Bản tin dài quá 32 MiB.",

  // Files of many messages
  "the file holds no message": "Tệp không có bản tin nào",
  "a file that begins so is of no kind this server reads": "Phần đầu tệp không thuộc loại nào máy chủ đọc được",
  "the file has no FTS: it may have been cut off": "Tệp không có đoạn kết FTS: có thể đã bị cắt mất phần cuối",
  "FTS-1 says {said} batches, {came} came": "FTS-1 ghi {said} lô, nhận được {came}",
  "MSH-12 names no version; read as 2.5": "MSH-12 không ghi phiên bản; đọc theo phiên bản 2.5",
  "MSH-12 does not name a version 2 of HL7.": "MSH-12 không ghi một phiên bản HL7 v2.",
  "version {version} is not one this server knows; read as 2.8": "Máy chủ không biết phiên bản {version}; đọc theo phiên bản 2.8",
  "The message does not name its type; it is kept.": "Bản tin không ghi loại; bản tin được giữ lại.",
  "The message does not name its event; it is kept.": "Bản tin không ghi sự kiện; bản tin được giữ lại.",
  "The message could not be translated; it is kept for the operator.": "Không chuyển được bản tin vào hồ sơ; bản tin được giữ lại chờ người vận hành.",
  "the message could not be applied; it is kept for the operator": "Không đưa được bản tin vào hồ sơ; bản tin được giữ lại chờ người vận hành",
  "the message cannot be read, so it cannot be filed": "Không đọc được bản tin nên không xếp vào hồ sơ được",
  "the message does not speak of one person alone": "Bản tin nói về nhiều người, không phải chỉ một người bệnh",
  "the message speaks of a time more than 24 hours ahead": "Bản tin ghi một thời điểm muộn hơn hiện tại quá 24 giờ",
  "{field} is not a time that can be read; it is left out": "{field} không phải là thời gian đọc được; được bỏ qua",
  "{field} lies in the future; the time the message was sent (MSH-7) is taken instead":
    "{field} là một thời điểm trong tương lai; dùng thời điểm gửi bản tin (MSH-7) thay thế",
  "no message with this id": "Không có bản tin với mã này",
  "nothing reads this format here": "Máy chủ không đọc khuôn dạng này",

  // Who sends
  "No system is registered at this door with this MSH-3 and MSH-4.": "Chưa khai báo hệ thống nào ở cổng này với MSH-3 và MSH-4 như vậy.",
  "This system may not send this type of message.": "Hệ thống này không được phép gửi loại bản tin này.",
  "This system may not send from this address.": "Hệ thống này không được phép gửi từ địa chỉ này.",
  "This system must connect by TLS with the certificate it is registered with.": "Hệ thống này phải kết nối TLS bằng chứng thư đã khai báo.",
  "This system must connect by TLS; plain text is not permitted for it.": "Hệ thống này phải kết nối TLS; không được phép gửi không mã hóa.",
  "The certificate of this connection belongs to another system.": "Chứng thư của kết nối này là của một hệ thống khác.",
  "This is an answer to a message that this server did not send.": "Đây là trả lời cho một bản tin mà máy chủ này không gửi.",
  "MSA-2 names no message that this system was sent": "MSA-2 không ghi bản tin nào đã gửi cho hệ thống này",
  "a temporary fault of the receiver; the message is sent again by itself": "Phía nhận gặp lỗi tạm thời; bản tin sẽ tự được gửi lại",

  // Dialects
  "dialect {name} version {version}, nothing to correct": "Phương ngữ {name} bản {version}, không có gì phải sửa",
  "dialect {name} version {version}, corrections {which}": "Phương ngữ {name} bản {version}, các phép sửa {which}",
  "The dialect this sender is registered with is not on this server; the message is kept.":
    "Máy chủ không có phương ngữ đã khai báo cho nguồn gửi này; bản tin được giữ lại.",
  "The dialect of this sender makes the message many times larger; it is kept.":
    "Phương ngữ của nguồn gửi này làm bản tin lớn lên nhiều lần; bản tin được giữ lại.",
  "The dialect of this sender would split a segment into too many; the message is kept.":
    "Phương ngữ của nguồn gửi này sẽ tách một đoạn thành quá nhiều đoạn; bản tin được giữ lại.",
  "A pattern in the dialect of this sender takes too long on this message; the message is kept.":
    "Một mẫu so khớp trong phương ngữ của nguồn gửi này chạy quá lâu với bản tin này; bản tin được giữ lại.",
  "this name is that of a dialect the server ships; choose another": "Tên này là của một phương ngữ có sẵn trong máy chủ; hãy chọn tên khác",
  "expected: the name of the file without .json": "Cần ghi đúng tên tệp, không có đuôi .json",

  // This server
  "the record store is not reachable now": "Hiện không truy cập được kho hồ sơ",
  "the document store cannot be written now": "Hiện không ghi được vào kho tài liệu",
  "the disk of this server is nearly full": "Đĩa của máy chủ sắp đầy",
  "too many messages wait to be written": "Quá nhiều bản tin đang chờ được ghi",
  "a request with this key is still under way": "Yêu cầu cùng khóa này đang được xử lý",
  "a key is 1 to 255 printable characters": "Khóa dài 1 đến 255 ký tự in được",
  "this key was answered for another body": "Khóa này đã được trả lời cho một nội dung khác",
  "this route takes application/x-ndjson, application/json or application/xml":
    "Địa chỉ này nhận application/x-ndjson, application/json hoặc application/xml",
  "the number of an item is expected": "Cần số thứ tự của một mục",
  "the connection broke before the file was whole": "Kết nối bị ngắt trước khi nhận đủ tệp",
  "too many requests are being read": "Quá nhiều yêu cầu đang được đọc",
  "the door is closed": "Cổng nhận đang đóng",
  "not known to be stored; send this item again, a repeat is harmless": "Chưa rõ đã lưu hay chưa; hãy gửi lại mục này, gửi lặp không gây hại",

  // Patients and their numbers
  "The message has no PID segment.": "Bản tin không có đoạn PID.",
  "The message names no number to find the patient by.": "Bản tin không có mã nào để tìm người bệnh.",
  "the message names no patient number": "Bản tin không ghi mã người bệnh",
  "no patient has the number that was sent": "Không có người bệnh nào mang mã đã gửi",
  "no patient has this number; filed under a provisional patient": "Không có người bệnh nào mang mã này; xếp tạm vào một người bệnh tạm",
  "neither a patient number nor a name was sent": "Bên gửi không gửi mã người bệnh, cũng không gửi họ tên",
  "no number of a patient was sent by its type; the first number is taken as that":
    "Không mã nào được ghi loại là mã người bệnh; mã đầu tiên được coi là mã người bệnh",
  "numbers of kind {kind} belong to different people": "Các mã loại {kind} thuộc về nhiều người khác nhau",
  "POSSIBLE_DUPLICATE: a number of kind {kind} belongs to another patient": "Có thể trùng người: một mã loại {kind} đang thuộc về người bệnh khác",
  "the mother's number belongs to nobody yet": "Mã của người mẹ chưa thuộc về ai",
  "a patient with this number has come meanwhile": "Trong lúc đó đã có người bệnh với mã này",
  "no such patient": "Không có người bệnh này",
  "two different people": "Cần hai người khác nhau",
  "a person is not merged with itself": "Không gộp một người với chính người đó",
  "a reason of {least} to {most} characters": "Lý do dài từ {least} đến {most} ký tự",
  "this was changed or decided meanwhile; look at it again": "Việc này vừa được sửa hoặc quyết định; hãy xem lại",
  "PID-8 has a letter that is not in its table; it is left out": "PID-8 (giới tính) có chữ không thuộc bảng mã; được bỏ qua",
  "allergies beside a merge or a move are not read; they stay in the message": "Dị ứng đi kèm việc gộp hoặc chuyển không được đọc; thông tin vẫn nằm trong bản tin",
  "an allergy names no substance; it stays in the message": "Một dị ứng không nêu dị nguyên; thông tin vẫn nằm trong bản tin",
  "that no allergies of one kind are known says nothing of the others; it stays in the message": "Không dị ứng với một nhóm không nói gì về nhóm khác; thông tin vẫn nằm trong bản tin",
  "a newer statement about this allergy is known": "Đã có thông tin mới hơn về dị ứng này",
  "a newer statement about this diagnosis is known": "Đã có thông tin mới hơn về chẩn đoán này",

  // Merges and links of people
  "both numbers already belong to the same patient": "Cả hai mã đã thuộc về cùng một người bệnh",
  "both numbers are of one patient that was never merged": "Cả hai mã là của một người bệnh chưa từng được gộp",
  "the number is of this patient already": "Mã này đã là của người bệnh này",
  "the number and the patient it leaves have one record here; a person decides what belongs to whom":
    "Mã này và người bệnh mà nó rời đi đang chung một hồ sơ; cần người quyết định phần nào của ai",
  "the number is of a third patient, neither of the two that are named": "Mã này là của người bệnh thứ ba, không phải một trong hai người được nêu",
  "a newer statement about these two patients is known": "Đã có thông tin mới hơn về hai người bệnh này",
  "this patient was not merged with the one that was named": "Người bệnh này chưa được gộp với người được nêu",
  "a newer merge of this number is known": "Đã có lần gộp mới hơn của mã này",
  "a newer merge in the other direction is known": "Đã có lần gộp mới hơn theo chiều ngược lại",
  "A merge needs a PID and an MRG segment.": "Gộp cần có đoạn PID và đoạn MRG.",
  "A merge needs the number that goes.": "Gộp cần có mã bị bỏ (MRG).",
  "A merge needs the number of each patient.": "Gộp cần có mã của từng người bệnh.",
  "Linking needs two PID segments.": "Nối hai người cần hai đoạn PID.",
  "An MRG segment has no PID before it.": "Một đoạn MRG không có đoạn PID đứng trước.",
  "The message has no MRG segment.": "Bản tin không có đoạn MRG.",
  "accounts (MRG-3) are no part of this record; the merge of the people was read": "Tài khoản (MRG-3) không thuộc hồ sơ này; việc gộp người đã được đọc",
  "A swap needs two PID segments, each with its PV1.": "Đổi chỗ cần hai đoạn PID, mỗi đoạn có PV1 của mình.",

  // Visits
  "no visit is named (PV1-19, PID-18, PV1-50); only the person was read":
    "Bản tin không ghi lượt khám (PV1-19, PID-18, PV1-50); chỉ đọc thông tin người bệnh",
  "the visit number is also used for another patient": "Số lượt khám này cũng được dùng cho người bệnh khác",
  "PV1-2 has a class that is not in its table": "PV1-2 có loại lượt khám không thuộc bảng mã",
  "UNMAPPED_DEPARTMENT: the department code is not one of ours; kept as sent": "Mã khoa không có trong danh mục của bệnh viện; giữ nguyên như đã gửi",
  "the movement to cancel is not known yet; it is taken back when it comes": "Chưa biết lần chuyển cần hủy; khi đến sẽ được hủy",
  "the visit already has more movements than a visit can have": "Lượt khám đã có quá số lần chuyển cho phép",
  "A correction of a movement needs a ZBE segment that names it.": "Sửa một lần chuyển cần đoạn ZBE nêu lần chuyển đó.",
  "A correction of a movement names the movement and its event (ZBE-1, ZBE-6).": "Sửa một lần chuyển phải nêu lần chuyển và sự kiện của nó (ZBE-1, ZBE-6).",
  "the patient that is named has no visit with this number yet": "Người bệnh được nêu chưa có lượt khám với số này",
  "the patient has no visit with one of these numbers yet": "Người bệnh chưa có lượt khám với một trong các số này",
  "the visit with this number is another patient's; neither of the two that are named":
    "Lượt khám với số này là của người bệnh khác, không phải một trong hai người được nêu",
  "a newer statement about whose visit this is is known": "Đã có thông tin mới hơn về việc lượt khám này là của ai",
  "an older telling of the whole visit; the newer one stays": "Lần kể cũ hơn về toàn bộ lượt khám; giữ lần mới hơn",
  "an account that is no visit of this patient; only the people were merged": "Số tài khoản không phải lượt khám của người bệnh này; chỉ gộp người",
  "the two are one visit already, or something newer was said of them": "Hai lượt khám đã là một, hoặc đã có thông tin mới hơn về chúng",
  "The message names no account or visit that moves.": "Bản tin không ghi tài khoản hay lượt khám được chuyển.",
  "the visit stays with its patient and number; nothing moves": "Lượt khám giữ nguyên người bệnh và số; không có gì được chuyển",
  "The message joins visits of two different patients; a person decides.": "Bản tin nhập lượt khám của hai người bệnh khác nhau; cần người quyết định.",
  "Joining needs the numbers of both accounts or visits.": "Nhập lượt khám cần số của cả hai tài khoản hoặc lượt khám.",
  "The message does not say which number moves (PID-3 and MRG-1 alike) and to whom; a person decides.":
    "Bản tin không cho biết mã nào được chuyển (PID-3 và MRG-1 giống nhau) và chuyển cho ai; cần người quyết định.",
  "An appointment needs an SCH segment.": "Lịch hẹn cần có đoạn SCH.",
  "An appointment needs its number.": "Lịch hẹn cần có số.",
  "The message tells of no vaccination.": "Bản tin không nói về lần tiêm chủng nào.",
  "an RXA names no vaccine (RXA-5); it stays in the message": "Một đoạn RXA không ghi vắc-xin (RXA-5); chỉ giữ trong bản tin",
  "an RXA says that nothing was given; it stays in the message": "Một đoạn RXA cho biết không tiêm; chỉ giữ trong bản tin",

  // Orders
  "nothing new about this order": "Không có gì mới về chỉ định này",
  "an order needs its placer's or its filler's number": "Chỉ định cần số của nơi chỉ định hoặc của nơi thực hiện",
  "an order needs a number": "Chỉ định cần có số",
  "An order has no number (ORC-2, ORC-3).": "Một chỉ định không có số (ORC-2, ORC-3).",
  "an order has no number of its own; it is known by its group (ORC-4) and test (OBR-4)":
    "Một chỉ định không có số riêng; được nhận ra theo nhóm (ORC-4) và xét nghiệm (OBR-4)",
  "The message has no order (ORC or OBR).": "Bản tin không có chỉ định (ORC hoặc OBR).",
  "ORC-1 has a control code that is not in its table; read as a new order": "ORC-1 có mã không thuộc bảng mã; đọc như một chỉ định mới",
  "ORC-5 has a state that is not in its table; it is left out": "ORC-5 có trạng thái không thuộc bảng mã; được bỏ qua",
  "An answer names the message it answers in MSA-2.": "Bản tin trả lời phải ghi ở MSA-2 bản tin được trả lời.",
  "MSA-1 is not in its table.": "MSA-1 không thuộc bảng mã.",

  // Results
  "the message carries no result": "Bản tin không có kết quả nào",
  "values stand outside any OBR; they are kept as a report of this message": "Có giá trị nằm ngoài mọi đoạn OBR; được giữ thành một phiếu của bản tin này",
  "no result status was sent (OBR-25, OBX-11); shown as preliminary": "Bên gửi không gửi trạng thái kết quả (OBR-25, OBX-11); hiển thị là kết quả sơ bộ",
  "OBR-25 says that the laboratory knows no such order or patient": "OBR-25 cho biết phòng xét nghiệm không có chỉ định hoặc người bệnh này",
  "{field} has a letter that is not in its table; taken as preliminary": "{field} có chữ không thuộc bảng mã; coi là kết quả sơ bộ",
  "an older or less final result; the newer one stays": "Kết quả cũ hơn hoặc chưa chắc chắn bằng; giữ kết quả đang có",
  "an older or less final value; the newer one stays": "Giá trị cũ hơn hoặc chưa chắc chắn bằng; giữ giá trị đang có",
  "a result without a value; the known value stays": "Kết quả không kèm giá trị; giữ giá trị đang có",
  "a final statement without a value; the known value stays": "Xác nhận đã duyệt không kèm giá trị; giữ giá trị đang có",
  "a value that is final would become empty; nothing of the message is applied until it is confirmed":
    "Một giá trị đã duyệt sẽ thành trống; chưa đưa gì của bản tin vào hồ sơ cho đến khi được xác nhận",
  "the same code and sub-id twice in one report": "Cùng mã và số thứ tự phụ xuất hiện hai lần trong một phiếu",
  "one of < <= > >= is expected": "Cần một trong các dấu < <= > >=",
  "a number is expected": "Cần một số",
  "a comma before three digits is ambiguous; kept as text only": "Dấu phẩy trước ba chữ số có thể hiểu hai cách; chỉ giữ dạng chữ",

  // Documents
  "A document needs a TXA segment.": "Tài liệu cần có đoạn TXA.",
  "A document needs its number.": "Tài liệu cần có số.",
  "TXA-13 does not name the document this one belongs to": "TXA-13 không nêu tài liệu mà tài liệu này thuộc về",
  "a document that lies elsewhere (RP) is not fetched; its address stays in the message":
    "Tài liệu nằm ở nơi khác (RP) không được lấy về; địa chỉ vẫn nằm trong bản tin",
  "An embedded document cannot be decoded by the encoding it names.": "Không giải mã được tài liệu đính kèm theo cách mã hóa đã ghi.",
  "an embedded document cannot be decoded": "Không giải mã được một tài liệu đính kèm",
  "an embedded document is empty": "Một tài liệu đính kèm bị trống",
  "an embedded document has no end mark and may be cut short": "Một tài liệu đính kèm không có dấu kết thúc, có thể đã bị cắt",
  "an embedded document does not begin like the type it names": "Một tài liệu đính kèm không đúng loại đã ghi",
  "an embedded document ends too early or is not what it says it is; ask for it again or confirm":
    "Một tài liệu đính kèm kết thúc quá sớm hoặc không đúng loại đã ghi; hãy yêu cầu gửi lại hoặc xác nhận",
  "a document ends too early or is not what it says it is; ask for it again or confirm":
    "Một tài liệu kết thúc quá sớm hoặc không đúng loại đã ghi; hãy yêu cầu gửi lại hoặc xác nhận",
  "an older or less final document; the newer one stays": "Tài liệu cũ hơn hoặc chưa chắc chắn bằng; giữ tài liệu đang có",
  "an older statement about a document; the newer one stays": "Thông tin cũ hơn về một tài liệu; giữ thông tin đang có",
  "nothing new about a document": "Không có gì mới về tài liệu",
  "the document that is spoken of is not known yet": "Chưa có tài liệu được nhắc tới",

  // Notices as JSON
  "not UTF-8": "Không phải UTF-8",
  "a number with an exponent beyond all reason": "Số có số mũ vượt mọi mức hợp lý",
  "not well-formed JSON: {where}": "JSON không đúng cú pháp: {where}",
  "limits of depth or length exceeded": "vượt giới hạn độ sâu hoặc độ dài",
  "line {line}, column {column}": "dòng {line}, cột {column}",
  "a JSON array in UTF-8 is expected": "Cần một mảng JSON bằng UTF-8",
  "it ends before the array is closed": "Kết thúc khi mảng chưa đóng",
  "something stands behind the array": "Sau mảng còn nội dung khác",
  "an item must be a JSON object": "Mỗi mục phải là một đối tượng JSON",
  "more than {n} items in one request": "Hơn {n} mục trong một yêu cầu",
  "the request is larger than {n} KiB": "Yêu cầu lớn hơn {n} KiB",
  "an item is larger than {n} KiB": "Một mục lớn hơn {n} KiB",
  "a request may hold 32 MiB": "Một yêu cầu có tối đa 32 MiB",
  "no source is registered for this credential": "Khóa này chưa được khai báo cho nguồn gửi nào",
  "a source key is needed": "Cần khóa của nguồn gửi",
  "this source may not use this door": "Nguồn gửi này không được dùng cổng này",
  "unknown or expired key": "Khóa không đúng hoặc đã hết hạn",
  "the source may not send this kind": "Nguồn gửi không được phép gửi loại này",
  "kind is missing or not one of notice-1.0": "Thiếu kind, hoặc kind không thuộc notice-1.0",
  "a required field is missing": "Thiếu một trường bắt buộc",
  "unknown field, kept but not read": "Trường không biết, được lưu nhưng không đọc",
  "more remarks were left out": "Còn lưu ý khác không được ghi ra",
  "a text is expected": "Cần một chuỗi ký tự",
  "an object is expected": "Cần một đối tượng",
  "an array is expected": "Cần một mảng",
  "true or false is expected": "Cần true hoặc false",
  "not a date or time": "Không phải ngày hoặc giờ",
  "at least a day is expected": "Cần ghi ít nhất đến ngày",
  "not one of the words of this field": "Không thuộc các từ của trường này",
  "not one of the fields that can be erased": "Không thuộc các trường xóa được",
  "M, F, O, U or 1, 2, 3 is expected": "Cần M, F, O, U hoặc 1, 2, 3",
  "the text is longer than {n} characters": "Chuỗi dài hơn {n} ký tự",
  "longer than {n} characters": "Dài hơn {n} ký tự",
  "the text holds a character that cannot be kept": "Chuỗi có ký tự không lưu được",
  "unknown kind of identifier, kept as OTHER": "Loại mã không biết, giữ là mã khác",
  "9 digits: kept as CMND": "9 chữ số: giữ là số CMND",
  "not 12 digits: kept as OTHER": "Không đủ 12 chữ số: giữ là mã khác",
  "the same diagnosis twice in one item": "Cùng một chẩn đoán hai lần trong một mục",
  "not base64": "Không phải base64",
  "the content has another length": "Nội dung có độ dài khác với độ dài đã ghi",
  "this media type is not taken": "Không nhận loại nội dung này",
  "the content is not of its media type": "Nội dung không đúng loại đã ghi",

  // Imaging
  "no archive is registered for this door": "Chưa khai báo kho ảnh nào cho cổng này",
  "the archive may not send studies": "Kho ảnh này không được phép gửi ca chụp",
  "not an array of DICOM JSON data sets": "Không phải một mảng dữ liệu DICOM JSON",
  "the study has no valid unique identifier": "Ca chụp không có mã định danh (UID) hợp lệ",
  "when the archive was asked is missing": "Thiếu thời điểm hỏi kho ảnh",
  "a series without a valid unique identifier, or of another study, was left out": "Bỏ qua một loạt ảnh không có mã định danh (UID) hợp lệ hoặc thuộc ca chụp khác",
  "({group},{element}) is not of VR {vr}; left out": "({group},{element}) không đúng kiểu dữ liệu {vr}; được bỏ qua",
  ...claimsVi,
  ...dialectFileVi,
  ...refusalsVi,
  ...settingsRefusalsVi,
  ...receivedRefusalsVi,
  ...designingRefusalsVi,
  ...medicationRefusalsVi,
  ...imagingRefusalsVi,
  ...scanRefusalsVi,
  ...vitalRefusalsVi,
  ...enteredRefusalsVi,
  ...signingRefusalsVi,
  ...movementRefusalsVi,
  ...destructionRefusalsVi,
};
