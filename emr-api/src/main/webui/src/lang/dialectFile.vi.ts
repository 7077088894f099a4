/** What is wrong with a hospital's own dialect file, as the server writes it and in Vietnamese, for who writes the file. */
export const dialectFileVi: Record<string, string> = {
  "a sender is registered with it, and there is no such file": "Có nguồn gửi được khai báo với phương ngữ này mà không có tệp nào như vậy",
  "A dialect has at most {n} bytes.": "Một phương ngữ dài tối đa {n} byte.",
  "This is no JSON.": "Đây không phải là JSON.",
  "This is no JSON, or a key is there twice.": "Đây không phải là JSON, hoặc có khóa ghi hai lần.",
  "This is no JSON, or a key is there twice, in line {n}.": "Đây không phải là JSON, hoặc có khóa ghi hai lần, ở dòng {n}.",
  "this key is not known here; known: {which}": "Không có khóa này ở đây; các khóa có: {which}",

  // What is expected of a value
  "expected: an object": "Cần một đối tượng",
  "expected: a text of {least} to {most} characters": "Cần một chuỗi từ {least} đến {most} ký tự",
  "expected: no control characters": "Không được có ký tự điều khiển",
  "expected: a number from {least} to {most}": "Cần một số từ {least} đến {most}",
  "expected: true or false": "Cần true hoặc false",
  "expected: one of {which}": "Cần một trong: {which}",
  "expected: at least one": "Cần ít nhất một mục",
  "expected: a list of at most {n}": "Cần một danh sách tối đa {n} mục",
  "expected: an object of 1 to {n} texts": "Cần một đối tượng gồm 1 đến {n} chuỗi",
  "expected: small letters, digits and -, such as acme-lis": "Cần chữ thường không dấu, chữ số và dấu -, ví dụ acme-lis",
  "expected: a character set this server reads, such as windows-1258": "Cần một bảng mã mà máy chủ đọc được, ví dụ windows-1258",
  "expected: 1 to 8 ASCII characters that are not all letters, digits or blanks":
    "Cần 1 đến 8 ký tự ASCII, không phải toàn chữ, số hoặc dấu cách",
  "expected: a place such as OBX-3.4, PID-3[2].1, PID-3[*].5 or PID-*": "Cần một vị trí như OBX-3.4, PID-3[2].1, PID-3[*].5 hoặc PID-*",
  "expected: the name of a segment, three capitals or digits": "Cần tên một đoạn, gồm ba chữ hoa hoặc chữ số",
  "expected: certain fields": "Cần ghi rõ từng trường",
  "expected: ASCII, for the header": "Phần đầu (header) chỉ dùng ký tự ASCII",
  "expected: a letter, a digit, a blank or -": "Cần một chữ cái, một chữ số, dấu cách hoặc dấu -",
  "expected: forms such as dd/MM/yyyy HH:mm:ss or MM/dd/yyyy hh:mm a, the year as yyyy":
    "Cần mẫu thời gian như dd/MM/yyyy HH:mm:ss hoặc MM/dd/yyyy hh:mm a, năm ghi là yyyy",
  "expected: either after or before": "Cần một trong hai: after hoặc before",
  "expected: before or after": "Cần before hoặc after",
  "expected: a field of MSH, for the header": "Phần đầu (header) chỉ hỏi được trường của MSH",
  "this is no form of a date": "Đây không phải là một mẫu ngày giờ",
  "this is no regular expression as Java writes them: {fault}": "Đây không phải là biểu thức chính quy theo cách viết của Java: {fault}",
  "the pattern has no group ${n}": "Mẫu so khớp không có nhóm ${n}",
  "the same value twice; blanks around it and capitals make no difference":
    "Cùng một giá trị ghi hai lần; dấu cách ở hai đầu và chữ hoa không làm nên khác biệt",

  // What a correction may not do
  "[*] copies within each repetition of one field": "[*] chỉ chép trong từng lần lặp của cùng một trường",
  "[*] here means the repetition under correction, of the same field": "[*] ở đây là lần lặp đang được sửa, của cùng trường đó",
  "every field at once can only be mapped or replaced": "Mọi trường cùng lúc thì chỉ được đổi theo bảng (map) hoặc thay chữ (replace)",
  "the header is corrected from itself only": "Phần đầu (header) chỉ được sửa từ chính nó",
  "the header is MSH": "Phần đầu (header) là MSH",
  "MSH is corrected in the list called header": "MSH được sửa trong danh sách tên là header",
  "only fields of MSH are corrected here": "Ở đây chỉ sửa các trường của MSH",
  "MSH-1 to MSH-4 and MSH-10 say who speaks and which message is answered; they stay":
    "MSH-1 đến MSH-4 và MSH-10 cho biết ai gửi và bản tin nào được trả lời; các trường này giữ nguyên",
  "MSH stays where and what it is": "MSH giữ nguyên vị trí và nội dung",
  "PID, MRG, OBR and OBX are never left out": "Không bao giờ được bỏ PID, MRG, OBR và OBX",
};
