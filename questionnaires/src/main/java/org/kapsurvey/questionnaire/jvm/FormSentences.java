package org.kapsurvey.questionnaire.jvm;

/**
 * What may be wrong with JSON and with a form, one sentence a line, the English one first: {@code {0}} and so on stand for what
 * differs from fault to fault, {@code {0!}} for what the author wrote.
 */
final class FormSentences {
    static final String SENTENCES = """
            The key "{0!}" is missing.|Thiếu khóa "{0!}".
            Write "{0!}": {1}.|Ghi "{0!}": {1}.
            "{0!}" must be {1}, found {2}.|"{0!}" phải là {1}, nhưng ở đây là {2}.
            "{0!}" must hold objects, found {1}.|"{0!}" phải gồm các đối tượng, nhưng ở đây có {1}.
            "{0!}" must hold texts, found {1}.|"{0!}" phải gồm các chuỗi, nhưng ở đây có {1}.
            {0} must be an object, found {1}.|{0} phải là một đối tượng, nhưng ở đây là {1}.
            Write { "key": value }.|Viết { "khóa": giá trị }.
            Unknown key "{0!}".|Không có khóa "{0!}".
            Known keys: {0!}.|Các khóa có thể dùng: {0!}.
            Unknown {0} "{1!}".|Không có {0} "{1!}".
            Use one of {0!}.|Dùng một trong: {0!}.
            Text after the end of the JSON value: {0}.|Còn chữ sau khi giá trị JSON đã kết thúc: {0}.
            Remove it.|Xóa phần đó.
            Lists and objects are nested deeper than 100.|Danh sách và đối tượng lồng nhau quá 100 tầng.
            Use fewer levels.|Bớt số tầng.
            A value must stand here, found {0}.|Ở đây phải có một giá trị, nhưng lại là {0}.
            Write a text in double quotes, a number, true, false, null, a list [ ] or an object { }.|Viết một chuỗi trong ngoặc kép, một số, true, false, null, danh sách [ ] hoặc đối tượng { }.
            A key in double quotes must stand here, found {0}.|Ở đây phải có một khóa trong ngoặc kép, nhưng lại là {0}.
            Remove the comma before it.|Xóa dấu phẩy đứng trước.
            Write "key": value.|Viết "khóa": giá trị.
            A colon must follow the key "{0!}", found {1}.|Sau khóa "{0!}" phải có dấu hai chấm, nhưng lại là {1}.
            Write "{0!}": value.|Viết "{0!}": giá trị.
            The key "{0!}" stands twice in one object, first on line {1!}.|Khóa "{0!}" có hai lần trong một đối tượng, lần đầu ở dòng {1!}.
            Keep one of them.|Chỉ giữ một.
            A comma or {0} must stand here, found {1}.|Ở đây phải có dấu phẩy hoặc {0}, nhưng lại là {1}.
            A comma parts two members; the last has none.|Dấu phẩy ngăn hai phần; sau phần cuối không có dấu phẩy.
            The text that begins here has no closing quote.|Chuỗi bắt đầu ở đây không có dấu ngoặc kép đóng.
            Close it with ".|Đóng bằng dấu ".
            A line break or control character can't stand inside a text.|Trong chuỗi không được có chỗ xuống dòng hay ký tự điều khiển.
            Close the text with ", or write \\n.|Đóng chuỗi bằng dấu ", hoặc viết \\n.
            Remove it, or write it as an escape such as \\t.|Xóa đi, hoặc viết dạng thoát như \\t.
            Unknown escape \\{0!}.|Không có dạng thoát \\{0!}.
            Use one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u and four hexadecimal digits.|Dùng một trong \\" \\\\ \\/ \\b \\f \\n \\r \\t hoặc \\u và bốn chữ số thập lục phân.
            Four hexadecimal digits must follow \\u, found {0}.|Sau \\u phải có bốn chữ số thập lục phân, nhưng lại là {0}.
            For instance \\u1EA3.|Ví dụ \\u1EA3.
            Not a JSON number: {0!}.|Không phải số JSON: {0!}.
            Write it like 15, -0.5 or 1.5e-9: no leading zero, no comma, digits on both sides of the point.|Viết như 15, -0.5 hoặc 1.5e-9: không có số 0 ở đầu, không có dấu phẩy, hai bên dấu chấm đều có chữ số.
            The number {0!} is too large.|Số {0!} quá lớn.
            The largest is about 1.797e308.|Số lớn nhất khoảng 1.797e308.
            A form must be an object, found {0}.|Phiếu phải là một đối tượng, nhưng ở đây là {0}.
            "{0!}" must be letters, digits, - . or _, found "{1!}".|"{0!}" chỉ gồm chữ không dấu, chữ số, dấu - . hoặc _, nhưng ở đây là "{1!}".
            "form_id" must be at most 40 small letters, digits, - or _ and begin with a letter, found "{0!}".|"form_id" chỉ gồm tối đa 40 chữ thường không dấu, chữ số, dấu - hoặc _ và bắt đầu bằng chữ, nhưng ở đây là "{0!}".
            Write it like reproductive-age; what people read goes into the title.|Viết như reproductive-age; chữ để người ta đọc thì ghi ở "title".
            "version" must be at most 20 letters, digits, - . or _ and begin with a letter or digit, found "{0!}".|"version" chỉ gồm tối đa 20 chữ không dấu, chữ số, dấu - . hoặc _ và bắt đầu bằng chữ hoặc chữ số, nhưng ở đây là "{0!}".
            Write it like 2 or 2027-01.|Viết như 2 hoặc 2027-01.
            The language "{0!}" stands twice.|Ngôn ngữ "{0!}" có hai lần.
            Keep one.|Chỉ giữ một.
            The default language "{0!}" is not among the languages.|Ngôn ngữ mặc định "{0!}" không có trong các ngôn ngữ của phiếu.
            Add it.|Hãy thêm vào.
            "asked_of" says which members of a target group are asked, but the form names no group.|"asked_of" cho biết hỏi ai trong nhóm đối tượng, nhưng phiếu chưa nêu nhóm nào.
            Write "target_group" too.|Ghi thêm "target_group".
            The title can't hold a reference ${…}.|Tên phiếu không được chứa câu trả lời ${…}.
            Word it without the answer.|Viết lại, không dùng câu trả lời.
            Word it without that answer.|Viết lại, không dùng câu trả lời đó.
            No question uses the choice list "{0!}".|Không câu hỏi nào dùng danh sách lựa chọn "{0!}".
            Remove it, or write a question of type select_one {0!}.|Xóa danh sách, hoặc thêm câu hỏi kiểu select_one {0!}.
            The form asks nothing.|Phiếu không hỏi gì.
            Add at least one question to "survey".|Thêm ít nhất một câu hỏi vào "survey".
            The {0} has no text in the language "{1!}".|Thiếu {0} bằng ngôn ngữ "{1!}".
            Write one.|Hãy viết thêm.
            The language "{0!}" is not one of the form's: {1!}.|Ngôn ngữ "{0!}" không thuộc các ngôn ngữ của phiếu: {1!}.
            Remove the text, or give the title in that language too.|Xóa phần chữ đó, hoặc viết cả tên phiếu bằng ngôn ngữ đó.
            A choice's name must be letters, digits, - . or _, found "{0!}".|Mã của lựa chọn chỉ gồm chữ không dấu, chữ số, dấu - . hoặc _, nhưng ở đây là "{0!}".
            What people read goes into the label.|Chữ để người ta đọc thì ghi ở "label".
            The choice list "{0!}" has the choice "{1!}" twice.|Danh sách lựa chọn "{0!}" có lựa chọn "{1!}" hai lần.
            Rename one.|Đổi tên một lựa chọn.
            No choice of the list "{0!}" has a column "{1!}".|Không lựa chọn nào của danh sách "{0!}" có cột "{1!}".
            Give its choices that key, or write a text as '{0!}' and a question as ${{1!}}.|Thêm khóa đó cho các lựa chọn, hoặc viết chuỗi là '{0!}' và câu hỏi là ${{1!}}.
            No choice of the list "{0!}" has '{1!}' in the column "{2!}".|Không lựa chọn nào của danh sách "{0!}" có '{1!}' ở cột "{2!}".
            There are {0!}.|Hiện có: {0!}.
            The group {0!} is not closed.|Nhóm {0!} chưa được đóng.
            The repeat {0!} is not closed.|Nhóm lặp {0!} chưa được đóng.
            Add a row {"type": "{0!}"}.|Thêm dòng {"type": "{0!}"}.
            Groups are nested deeper than 10.|Các nhóm lồng nhau quá 10 tầng.
            Repeats are nested deeper than 3.|Các nhóm lặp lồng nhau quá 3 tầng.
            Only a group at the top of the form can be handed to the respondent.|Chỉ nhóm ở tầng ngoài cùng của phiếu mới giao cho người trả lời tự điền được.
            Move the group to the top, or put "self_fill" there.|Đưa nhóm ra tầng ngoài cùng, hoặc ghi "self_fill" ở nhóm ngoài cùng.
            No group is open here.|Ở đây không có nhóm nào đang mở.
            No repeat is open here.|Ở đây không có nhóm lặp nào đang mở.
            Remove the row, or add {0!} before it.|Xóa dòng này, hoặc thêm {0!} ở trước.
            What is open here is the group {0!}.|Đang mở ở đây là nhóm {0!}.
            What is open here is the repeat {0!}.|Đang mở ở đây là nhóm lặp {0!}.
            Write {0!}, or close the inner one first.|Viết {0!}, hoặc đóng phần bên trong trước.
            The open group is {0!}, found {1!} of {2!}.|Đang mở là nhóm {0!}, nhưng ở đây lại là {1!} của {2!}.
            The open repeat is {0!}, found {1!} of {2!}.|Đang mở là nhóm lặp {0!}, nhưng ở đây lại là {1!} của {2!}.
            Close the groups from the inside out.|Đóng các nhóm từ trong ra ngoài.
            The type {0!} takes no further words.|Sau kiểu {0!} không ghi thêm gì.
            Write "{0!}".|Viết "{0!}".
            A block must be replaced by its rows before the form is read.|Khối phải được thay bằng các dòng của nó trước khi đọc phiếu.
            Publish the form with its folder of blocks.|Xuất bản phiếu cùng thư mục các khối.
            The question type {0!} is not supported yet.|Chưa hỗ trợ kiểu câu hỏi {0!}.
            Unknown question type "{0!}".|Không có kiểu câu hỏi "{0!}".
            Write {0!}.|Viết {0!}.
            or_other is not supported yet.|Chưa hỗ trợ or_other.
            Add a choice and a text question for the other answer.|Thêm một lựa chọn và một câu hỏi kiểu text cho câu trả lời khác.
            The type {0!} must name its choice list.|Kiểu {0!} phải nêu danh sách lựa chọn.
            Write "{0!} listname".|Viết "{0!} tên_danh_sách".
            There is no choice list "{0!}".|Không có danh sách lựa chọn "{0!}".
            Add rows with "list_name": "{0!}" to the choices.|Thêm các dòng có "list_name": "{0!}" vào "choices".
            A name must begin with a letter and hold letters, digits and _ only, 64 at most, found "{0!}".|Tên phải bắt đầu bằng chữ không dấu, chỉ gồm chữ không dấu, chữ số và _, không quá 64 ký tự, nhưng ở đây là "{0!}".
            Names become columns of the data.|Tên sẽ thành cột của dữ liệu.
            The name {0!} is taken: {1!} on line {2!}.|Tên {0!} đã dùng rồi: {1!} ở dòng {2!}.
            Names must differ in more than upper and lower case.|Các tên không được chỉ khác nhau ở chữ hoa, chữ thường.
            The key "{0!}" is not supported yet.|Chưa hỗ trợ khóa "{0!}".
            The sign . stands for the answer only in a constraint.|Dấu . chỉ thay cho câu trả lời trong ràng buộc.
            Write ${name}.|Viết ${tên}.
            The label of a choice can't hold the answer to {0!}, whose choices have such labels themselves.|Nhãn của lựa chọn không được chứa câu trả lời của {0!}, vì nhãn các lựa chọn của câu đó cũng chứa câu trả lời khác.
            In the table {0} every row must be a select_one of one list, without filter.|Trong bảng {0}, mỗi dòng phải là select_one của cùng một danh sách, không có bộ lọc.
            Move {0!} out of the group, or take "{1!}" away.|Đưa {0!} ra khỏi nhóm, hoặc bỏ "{1!}".
            Unknown missing code "{0!}".|Không có mã thiếu "{0!}".
            The missing code "{0!}" stands twice.|Mã thiếu "{0!}" có hai lần.
            There is no missing code '{0!}'.|Không có mã thiếu '{0!}'.
            The default "{0!}" is no answer to a question of type {1!}.|Giá trị mặc định "{0!}" không phải là câu trả lời cho câu hỏi kiểu {1!}.
            Write an answer as it stands in the data, or an expression after =.|Ghi câu trả lời như trong dữ liệu, hoặc một biểu thức sau dấu =.
            What the default computes is never an answer to a question of type {0!}.|Kết quả tính của giá trị mặc định không bao giờ là câu trả lời cho câu hỏi kiểu {0!}.
            Compute what the question takes: a number, a day such as today(), one of its own codes.|Tính ra điều mà câu hỏi nhận: một số, một ngày như today(), hoặc một mã của chính câu đó.
            The parameter "{0!}" of a range is not known.|Thang không có tham số "{0!}".
            Write "start=0 end=10 step=1".|Viết "start=0 end=10 step=1".
            The range must go up from start to end in 1 to 1,000 whole steps.|Thang phải tăng từ start đến end trong 1 đến 1.000 bước tròn.
            Write for instance "start=0 end=10 step=1".|Ví dụ viết "start=0 end=10 step=1".
            A number of points is for a right answer, and none is named.|Số điểm là cho câu trả lời đúng, nhưng chưa nêu câu nào đúng.
            Write "right", or the points of each choice: {"agree": 4, …}.|Ghi "right", hoặc điểm của từng lựa chọn: {"agree": 4, …}.
            Only a question with choices has points for each.|Chỉ câu hỏi có lựa chọn mới có điểm cho từng lựa chọn.
            Remove "{0!}".|Xóa "{0!}".
            There are points for "{0!}", which is no choice of {1!}.|Có điểm cho "{0!}", nhưng đó không phải là lựa chọn của {1!}.
            The choice "{0!}" of {1!} has no points.|Lựa chọn "{0!}" của {1!} chưa có điểm.
            Give it points, 0 if it is worth nothing, or name it in "dk".|Cho điểm, 0 nếu không được điểm, hoặc nêu trong "dk".
            Its choices are {0!}.|Các lựa chọn: {0!}.
            "points" must be a number or an object, found {0}.|"points" phải là số hoặc đối tượng, nhưng ở đây là {0}.
            A right answer must be worth more than 0 points, found {0!}.|Câu trả lời đúng phải được hơn 0 điểm, nhưng ở đây là {0!}.
            Leave "points" out for 1 point. What wrong choices cost a select_multiple says "minus".|Bỏ "points" nếu là 1 điểm. Số điểm bị trừ khi chọn sai trong select_multiple thì ghi ở "minus".
            "{0!}" is for a question of which people choose several answers.|"{0!}" dành cho câu hỏi chọn nhiều câu trả lời.
            Remove "{0!}", or make the question a select_multiple.|Xóa "{0!}", hoặc đổi câu hỏi thành select_multiple.
            Every choice of {0!} is right, so that everybody knows who answers.|Mọi lựa chọn của {0!} đều đúng nên ai trả lời cũng là hiểu đúng.
            Name the right ones alone.|Chỉ nêu các lựa chọn đúng.
            The order of a rank has no points.|Thứ tự xếp hạng không có điểm.
            Choices of which people name several are no degrees that could be turned round.|Các lựa chọn mà người ta được chọn nhiều không phải là mức độ nên không đảo chiều được.
            People choose several of the choices of {0!}, and nothing says what these are worth together.|Câu {0!} được chọn nhiều câu trả lời, nhưng chưa quy định chúng được bao nhiêu điểm gộp lại.
            Write "rule": "sum", by which the points of the chosen ones are added up, down to 0.|Ghi "rule": "sum" để cộng điểm các lựa chọn đã chọn, thấp nhất là 0.
            People choose several of the choices of {0!}, and nothing says how many of the right ones they must name.|Câu {0!} được chọn nhiều câu trả lời, nhưng chưa quy định phải nêu được bao nhiêu lựa chọn đúng.
            Write "rule": "all", "any", "share" or a number of right choices that is enough; "minus" takes points off for wrong ones.|Ghi "rule": "all" (nêu đủ), "any" (nêu ít nhất một), "share" (tính theo phần nêu được) hoặc số lựa chọn đúng là đủ; "minus" trừ điểm mỗi lựa chọn sai.
            "rule" must be {0!}, or how many of the right choices are enough.|"rule" phải là {0!}, hoặc số lựa chọn đúng là đủ.
            Write "all" or a number from 1 to {0!}.|Ghi "all" hoặc một số từ 1 đến {0!}.
            The rule is about right choices, and none is named.|Quy tắc này xét các lựa chọn đúng, nhưng chưa nêu lựa chọn đúng nào.
            Write "right", or "rule": "sum" with the points of each choice.|Ghi "right", hoặc "rule": "sum" cùng điểm của từng lựa chọn.
            "minus" must be more than 0, found {0!}.|"minus" phải lớn hơn 0, nhưng ở đây là {0!}.
            Write how many points each wrong choice costs, or leave it out.|Ghi số điểm bị trừ cho mỗi lựa chọn sai, hoặc bỏ đi.
            With the rule "sum" each choice has its own points.|Với quy tắc "sum", mỗi lựa chọn có điểm riêng.
            Remove "minus", and give wrong choices points below 0.|Xóa "minus", và cho lựa chọn sai điểm dưới 0.
            No choice of {0!} is wrong, so that nothing is ever taken off.|Không lựa chọn nào của {0!} là sai nên chẳng bao giờ bị trừ điểm.
            Remove "minus", or name the right ones alone.|Xóa "minus", hoặc chỉ nêu các lựa chọn đúng.
            No choice of {0!} has points above 0, so that nobody gets any.|Không lựa chọn nào của {0!} có điểm trên 0 nên không ai được điểm.
            Give the right ones points.|Cho điểm các lựa chọn đúng.
            {0!} has right choices and points for each choice.|{0!} vừa nêu lựa chọn đúng vừa cho điểm từng lựa chọn.
            Keep "right" with a rule and "minus", or the points with "rule": "sum".|Giữ "right" cùng quy tắc và "minus", hoặc giữ điểm cùng "rule": "sum".
            The rule "sum" adds up the points of the chosen choices, and they have none.|Quy tắc "sum" cộng điểm các lựa chọn đã chọn, nhưng chúng chưa có điểm.
            Write "points": {"code": 1, …}.|Ghi "points": {"mã": 1, …}.
            Points for each choice are added up, whatever else the rule says.|Điểm của từng lựa chọn phải được cộng lại, không theo quy tắc khác.
            Write "rule": "sum".|Ghi "rule": "sum".
            The choice "{0!}" of {1!} can't go together with others, so it is none of several right ones.|Lựa chọn "{0!}" của {1!} không được chọn cùng lựa chọn khác nên không thể là một trong nhiều lựa chọn đúng.
            Leave it out of "right", or give each choice points with "rule": "sum".|Bỏ khỏi "right", hoặc cho điểm từng lựa chọn cùng "rule": "sum".
            The right answer "{0!}" stands twice.|Câu trả lời đúng "{0!}" có hai lần.
            The answer "{0!}" stands twice.|Câu trả lời "{0!}" có hai lần.
            Name it once.|Chỉ nêu một lần.
            Only a select question has right answers.|Chỉ câu hỏi chọn mới có câu trả lời đúng.
            Only a select question has a choice that means "don't know".|Chỉ câu hỏi chọn mới có lựa chọn nghĩa là "không biết".
            The right answer "{0!}" is no choice of {1!}.|Câu trả lời đúng "{0!}" không phải là lựa chọn của {1!}.
            The answer "{0!}" is no choice of {1!}.|Câu trả lời "{0!}" không phải là lựa chọn của {1!}.
            The name {0!} is that of the column which says why {1!} has no answer.|Tên {0!} trùng với cột cho biết vì sao {1!} không có câu trả lời.
            Choose another.|Chọn tên khác.
            The question {0!} is asked in every row of the repeat {1!}, and this stands outside of it.|Câu hỏi {0!} được hỏi ở mỗi dòng của nhóm lặp {1!}, còn chỗ này đứng ngoài nhóm đó.
            Write sum(${{0!}}), min, max, count, count-non-empty or join, or indexed-repeat(${{1!}}, ${{2!}}, number).|Viết sum(${{0!}}), min, max, count, count-non-empty hoặc join, hay indexed-repeat(${{1!}}, ${{2!}}, số).
            indexed-repeat must name every repeat between ${{0!}} and the place where it stands, each once.|indexed-repeat phải nêu mọi nhóm lặp nằm giữa ${{0!}} và chỗ này, mỗi nhóm một lần.
            The question {0!} stands in no repeat.|Câu hỏi {0!} không nằm trong nhóm lặp nào.
            The question {0!} stands in the repeat {1!}.|Câu hỏi {0!} nằm trong nhóm lặp {1!}.
            The repeat {0!} has no answer.|Nhóm lặp {0!} không có câu trả lời.
            Write count(${{0!}}) for the number of its rows.|Viết count(${{0!}}) để lấy số dòng.
            The note {0!} has no answer.|Ghi chú {0!} không có câu trả lời.
            Refer to a question.|Hãy dẫn tới một câu hỏi.
            There is no question ${{0!}}.|Không có câu hỏi ${{0!}}.
            References are to the names of questions.|Chỉ dẫn tới tên của câu hỏi.
            The question {0!} depends on itself: {1!}.|Câu hỏi {0!} phụ thuộc vào chính nó: {1!}.
            The group {0!} depends on itself: {1!}.|Nhóm {0!} phụ thuộc vào chính nó: {1!}.
            Change the relevance or calculation of one of them.|Sửa điều kiện hỏi hoặc phép tính của một mục trong đó.
            ${ begins a reference that has no name or no end.|${ mở một chỗ dẫn không có tên hoặc không có dấu đóng.
            The question {0!} has no choice '{1!}'.|Câu hỏi {0!} không có lựa chọn '{1!}'.
            The expression is longer than 10,000 characters.|Biểu thức dài quá 10.000 ký tự.
            Split it into several, each with a name of its own.|Chia thành nhiều biểu thức, mỗi biểu thức một tên.
            The expression is empty.|Biểu thức trống.
            Write an expression, or remove the key.|Viết biểu thức, hoặc xóa khóa.
            This closing bracket has no opening one.|Dấu đóng ngoặc này không có dấu mở.
            An operator must stand here, found {0}.|Ở đây phải có phép toán, nhưng lại là {0}.
            Join the parts with and, or, =, !=, <, <=, >, >=, +, -, *, div or mod.|Nối các phần bằng and, or, =, !=, <, <=, >, >=, +, -, *, div hoặc mod.
            Brackets are nested deeper than 64.|Dấu ngoặc lồng nhau quá 64 tầng.
            Split the expression into several, each with a name of its own.|Chia biểu thức thành nhiều phần, mỗi phần một tên.
            The path .. stands only in position(..).|Dấu .. chỉ dùng trong position(..).
            Write ${name} for an answer.|Viết ${tên} để lấy câu trả lời.
            Write a question as ${name}, a text in quotes, a number or a function.|Viết câu hỏi là ${tên}, chuỗi trong dấu nháy, số hoặc hàm.
            The word {0!} can't stand alone.|Từ {0!} không thể đứng một mình.
            Write a question as ${{0!}}, a text in quotes as '{1!}', a function with brackets as {2!}(…).|Viết câu hỏi là ${{0!}}, chuỗi trong dấu nháy là '{1!}', hàm có ngoặc là {2!}(…).
            The function {0} takes {1}, found {2}.|Hàm {0} cần {1}, nhưng ở đây có {2}.
            More than 500 operators in a row or inside each other.|Hơn 500 phép toán liền nhau hoặc lồng nhau.
            Split the expression into calculate questions.|Chia biểu thức thành các câu kiểu calculate.
            The function {0!} depends on when it is computed, so the server could not check the answer.|Hàm {0!} phụ thuộc lúc tính, nên máy chủ không kiểm tra lại được câu trả lời.
            The function {0!} gives another result each time it is computed, so the server could not check the answer.|Hàm {0!} mỗi lần tính ra một kết quả khác, nên máy chủ không kiểm tra lại được câu trả lời.
            The function {0!} is not supported yet.|Chưa hỗ trợ hàm {0!}.
            Unknown function {0!}.|Không có hàm {0!}.
            This opening bracket has no closing one.|Dấu mở ngoặc này không có dấu đóng.
            Close it with ).|Đóng bằng dấu ).
            An operator or a closing bracket must stand here, found {0}.|Ở đây phải có phép toán hoặc dấu đóng ngoặc, nhưng lại là {0}.
            Arguments of a function are parted by commas.|Các đối số của hàm cách nhau bằng dấu phẩy.
            The number is too large.|Số quá lớn.
            Unexpected character {0!}.|Ký tự không dùng được ở đây: {0!}.
            Use straight quotes: 'text'.|Dùng dấu nháy thẳng: 'chuỗi'.
            Write not(…), or != for unequal.|Viết not(…), hoặc != nếu là khác.
            Write div for division; a question is written ${name}.|Phép chia viết là div; câu hỏi viết là ${tên}.
            Write and.|Viết and.
            Write or.|Viết or.
            Write mod for the remainder.|Phần dư viết là mod.
            Use the hyphen-minus: -.|Dùng dấu trừ thường: -.
            Write !=.|Viết !=.
            Write <=.|Viết <=.
            Write >=.|Viết >=.
            This is a no-break space: use a common one.|Đây là dấu cách không ngắt dòng: dùng dấu cách thường.
            Remove it, or put text in quotes.|Xóa đi, hoặc đặt chữ trong dấu nháy.
            $ begins a reference that has no end.|$ mở một chỗ dẫn không có dấu đóng.
            The reference ${} has no name.|Chỗ dẫn ${} không có tên.
            Close it with {0!}.|Đóng bằng dấu {0!}.
            A text in an expression has an accent apart from its letter.|Trong biểu thức có chữ mà dấu tách rời khỏi chữ cái.
            Answers are compared in composed form (NFC): type the letter with its accent as one.|Câu trả lời được so ở dạng dựng sẵn (NFC): gõ chữ cái liền với dấu.
            Not a number: {0!}.|Không phải số: {0!}.
            Write it like 15 or 0.5, with a blank before the next word.|Viết như 15 hoặc 0.5, có dấu cách trước từ tiếp theo.
            position(..) has a meaning only inside a repeat.|position(..) chỉ có nghĩa trong nhóm lặp.
            Move it into one.|Đưa vào trong nhóm lặp.
            count-non-empty takes a question.|count-non-empty cần một câu hỏi.
            Write count-non-empty(${name}).|Viết count-non-empty(${tên}).
            count takes a repeat or a question.|count cần một nhóm lặp hoặc một câu hỏi.
            Write count(${name}).|Viết count(${tên}).
            position takes the row: two points.|position cần dòng hiện tại: hai dấu chấm.
            Write position(..).|Viết position(..).
            indexed-repeat takes a repeat as its argument {0!}.|Đối số thứ {0!} của indexed-repeat phải là nhóm lặp.
            indexed-repeat takes a question, and then a repeat and a number for each level.|indexed-repeat cần một câu hỏi, rồi một nhóm lặp và một số cho mỗi tầng.
            Write indexed-repeat(${question}, ${repeat}, number).|Viết indexed-repeat(${câu hỏi}, ${nhóm lặp}, số).
            The pattern of regex must be a text in quotes.|Mẫu của regex phải là chuỗi trong dấu nháy.
            Write it as '…'.|Viết là '…'.
            Pattern '{0!}': {1}.|Mẫu '{0!}': {1}.
            docs/formats.md lists what a pattern may hold.|docs/formats.md liệt kê những gì dùng được trong mẫu.
            The text holds the character U+0000, which can't be kept.|Chuỗi có ký tự U+0000, không lưu được.
            Remove \\u0000.|Xóa \\u0000.
            The text holds half of a character, an escape \\u of a surrogate alone.|Chuỗi chỉ có một nửa của một ký tự, viết bằng \\u.
            Write the character itself, or both of its escapes.|Viết chính ký tự đó, hoặc viết đủ cả hai phần.
            The text holds the unseen character {0!}.|Chuỗi có ký tự không nhìn thấy {0!}.
            A form holds {0} at most, found {1!}.|Mỗi phiếu có nhiều nhất {0}, nhưng ở đây có {1!}.
            Split the form.|Chia phiếu ra.
            Ask for the area in steps, or leave choices out.|Hỏi địa bàn theo từng cấp, hoặc bớt lựa chọn.
            The {0} is longer than 10,000 characters.|Phần {0} dài quá 10.000 ký tự.
            Shorten it.|Rút ngắn lại.
            "{0!}" and "{1!}" never hold at once.|"{0!}" và "{1!}" không bao giờ cùng đúng.
            Correct a limit or a code, or join the two with or.|Sửa giới hạn hoặc mã, hoặc nối hai điều kiện bằng or.
            {0!} is reversed and has right answers.|{0!} bị đảo chiều mà lại có câu trả lời đúng.
            Remove "reverse" and name the other answers as right.|Bỏ "reverse" và ghi các câu trả lời còn lại là đúng.
            Every answer gives this warning.|Câu trả lời nào cũng bị cảnh báo này.
            No answer gives this warning.|Không câu trả lời nào bị cảnh báo này.
            Write what an ordinary answer meets and an unlikely one does not.|Ghi điều mà câu trả lời bình thường thỏa, còn câu trả lời hiếm gặp thì không.
            Every answer that the constraint takes gives this warning.|Câu trả lời nào mà ràng buộc nhận cũng bị cảnh báo này.
            No answer that the constraint takes gives this warning.|Không câu trả lời nào mà ràng buộc nhận bị cảnh báo này.
            Warn of answers that the constraint takes, or take a limit out of the constraint.|Chỉ cảnh báo về những câu trả lời mà ràng buộc còn nhận, hoặc bỏ bớt giới hạn trong ràng buộc.
            No number meets this constraint.|Không số nào thỏa điều kiện này.
            No day meets this constraint.|Không ngày nào thỏa điều kiện này.
            No time meets this constraint.|Không giờ nào thỏa điều kiện này.
            No answer meets this constraint.|Không câu trả lời nào thỏa điều kiện này.
            This is never a number, so what is computed with it is always empty.|Đây không bao giờ là số, nên kết quả tính với nó luôn trống.
            Compute with numbers and days.|Chỉ tính với số và ngày.
            A time is compared here with what is no time, which never holds.|Ở đây so giờ với thứ không phải là giờ, nên không bao giờ đúng.
            Write a time as '07:30', or name a question of type time.|Ghi giờ như '07:30', hoặc nêu một câu hỏi kiểu time.
            The signs <, <=, > and >= compare numbers, days and times, and this is none: it never holds.|Các dấu <, <=, > và >= so số, ngày và giờ; đây không phải loại nào trong đó, nên không bao giờ đúng.
            Compare codes and texts with = or !=.|So mã và chuỗi bằng = hoặc !=.
            A number is compared here with a text that is none, which never holds.|Ở đây so số với một chuỗi không phải là số, nên không bao giờ đúng.
            Write the number without quotes, or a day as date('2026-11-21').|Ghi số không có dấu nháy, hoặc ghi ngày như date('2026-11-21').
            A number is compared here with a code that is none, which never holds.|Ở đây so số với một mã không phải là số, nên không bao giờ đúng.
            Write the code in quotes.|Ghi mã trong dấu nháy.
            The question {0!} never has the missing code '{1!}'.|Câu hỏi {0!} không bao giờ có mã lý do '{1!}'.
            Offer it in the question's "missing", or leave the comparison out.|Đưa mã đó vào "missing" của câu hỏi, hoặc bỏ phép so sánh.
            The number of rows is never a number, so there are no rows.|Số dòng không bao giờ là số, nên không có dòng nào.
            The number of rows must be a whole number from 1 to {0!}, found {1!}.|Số dòng phải là số nguyên từ 1 đến {0!}, nhưng ở đây là {1!}.
            Write such a number, or a question whose answer is one.|Ghi một số như vậy, hoặc một câu hỏi có câu trả lời là số đó.
            Write a number, or a question whose answer is one.|Ghi một số, hoặc một câu hỏi có câu trả lời là số.
            No text meets this constraint.|Không chuỗi nào thỏa điều kiện này.
            The question {0!} must be answered and can't be: it is read-only and has no default.|Câu hỏi {0!} bắt buộc trả lời mà không ai trả lời được: câu chỉ để đọc và không có giá trị mặc định.
            Give it a default, or take "required" or "read_only" away.|Đặt giá trị mặc định, hoặc bỏ "required" hay "read_only".
            The default "{0!}" does not meet the question's own constraint.|Giá trị mặc định "{0!}" không thỏa điều kiện của chính câu hỏi.
            Write another default, or correct the constraint.|Đặt giá trị mặc định khác, hoặc sửa điều kiện.
            The question {0!} must be answered, and its filter leaves no choice where {1!} is {2!}.|Câu hỏi {0!} bắt buộc trả lời, nhưng bộ lọc không để lại lựa chọn nào khi {1!} là {2!}.
            Add choices for it, or ask the question only where there are some.|Thêm lựa chọn cho trường hợp đó, hoặc chỉ hỏi khi còn lựa chọn.
            The choice "{0!}" is exclusive, but no question lets people choose several of the list "{1!}".|Lựa chọn "{0!}" là loại trừ, nhưng không câu hỏi nào cho chọn nhiều mục của danh sách "{1!}".
            Remove "exclusive", or make the question a select_multiple.|Bỏ "exclusive", hoặc đổi câu hỏi thành select_multiple.
            "{0!}" is a missing code and a choice of {1!}.|"{0!}" vừa là mã lý do không trả lời vừa là lựa chọn của {1!}.
            Keep the choice if it counts as an answer, else the missing code.|Giữ lựa chọn nếu coi đó là câu trả lời, nếu không thì giữ mã lý do.
            "{0!}" is never shown: the question {1!} has no {2!}.|"{0!}" không bao giờ hiện: câu hỏi {1!} không có {2!}.
            Write "{0!}", or remove the message.|Ghi "{0!}", hoặc bỏ lời nhắc.
            No choice meets this constraint.|Không lựa chọn nào thỏa điều kiện này.
            Check its signs and limits: nobody could go on.|Xem lại dấu so sánh và các giới hạn: sẽ không ai đi tiếp được.
            The answer to {0!} is a number and never compares with '{1!}'.|Câu trả lời của {0!} là số, không bao giờ so được với '{1!}'.
            Compare it with a number; what is missing is told by missing-code({0!}).|So với một số; chỗ thiếu thì hỏi bằng missing-code({0!}).
            The answer to {0!} is a day and never compares with '{1!}'.|Câu trả lời của {0!} là ngày, không bao giờ so được với '{1!}'.
            Write a day as '2026-11-21'.|Ghi ngày như '2026-11-21'.
            The question {0!} of type {1!} has no choices for selected().|Câu hỏi {0!} kiểu {1!} không có lựa chọn nào cho selected().
            The question {0!} of type {1!} has no choices for count-selected().|Câu hỏi {0!} kiểu {1!} không có lựa chọn nào cho count-selected().
            Nothing is compared with {0!} here: it stands as a condition of its own, the same whatever is answered.|Ở đây {0!} không được so với gì: nó đứng một mình làm điều kiện, trả lời gì thì cũng như nhau.
            Name the question again, as in ${q} = 'a' or ${q} = 'b'.|Nêu lại câu hỏi, như ${q} = 'a' or ${q} = 'b'.
            This always holds, whatever is answered.|Điều kiện này lúc nào cũng đúng, trả lời gì cũng vậy.
            This never holds, whatever is answered.|Điều kiện này không bao giờ đúng, trả lời gì cũng vậy.
            Compare an answer with something, or take this part away.|So một câu trả lời với một giá trị, hoặc bỏ phần này.
            Write true, or compare an answer with something.|Ghi true, hoặc so một câu trả lời với một giá trị.
            Take the row away, or compare an answer with something.|Bỏ dòng này, hoặc so một câu trả lời với một giá trị.
            Leave "{0!}" out, or compare an answer with something.|Bỏ "{0!}", hoặc so một câu trả lời với một giá trị.
            The answer to {0!} is a time and never compares with '{1!}'.|Câu trả lời của {0!} là giờ, không bao giờ so được với '{1!}'.
            Write a time as '07:30'.|Ghi giờ như '07:30'.
            A day is compared here with a text that is none, which never holds.|Ở đây so ngày với một chuỗi không phải là ngày, nên không bao giờ đúng.
            The calculation {0!} never gives {1!}.|Phép tính {0!} không bao giờ cho ra {1!}.
            The calculation {0!} is never {1!}.|Phép tính {0!} không bao giờ {1!}.
            This never gives {0!}.|Phần này không bao giờ cho ra {0!}.
            It gives {0!}.|Nó cho ra: {0!}.
            {0!} and {1!} are never the same.|{0!} và {1!} không bao giờ bằng nhau.
            The first is one of {0!}, the second of {1!}.|Bên thứ nhất là một trong {0!}, bên thứ hai là một trong {1!}.
            Beside a truth {0!} counts as true, as everything does but 0 and ''.|Đứng cạnh một điều kiện đúng/sai thì {0!} được coi là đúng, như mọi giá trị khác 0 và ''.
            Write the condition alone, or not(…) for its opposite.|Chỉ ghi điều kiện, hoặc not(…) cho trường hợp ngược lại.
            The question {0!} stands as a condition of its own, which every choice meets.|Câu hỏi {0!} đứng một mình làm điều kiện, chọn gì cũng thỏa.
            The number {0!} stands as a condition of its own, which every number but 0 meets.|Số {0!} đứng một mình làm điều kiện, số nào khác 0 cũng thỏa.
            Compare it with the number that is meant, as in ${n} >= 2.|So với con số cần xét, như ${n} >= 2.
            Say which choice is meant, by = 'code' or selected(); whether there is an answer is not(is-missing(…)) in a plan, != '' in a form.|Nêu rõ lựa chọn nào, bằng = 'mã' hoặc selected(); có trả lời hay không thì viết not(is-missing(…)) trong kế hoạch, != '' trong phiếu.
            The answer to {0!} may hold more choices than '{1!}', and then the two are not equal.|Câu trả lời của {0!} có thể gồm nhiều lựa chọn hơn '{1!}', khi đó hai bên không bằng nhau.
            Write selected(…, '{0!}'), and count-selected(…) = 1 if no other may be chosen.|Viết selected(…, '{0!}'), và count-selected(…) = 1 nếu không được chọn mục khác.
            Name a select_multiple; the length of a text is string-length().|Nêu một câu select_multiple; độ dài của chuỗi là string-length().
            Compare its answer with =, or look inside it with contains().|So câu trả lời bằng =, hoặc tìm bên trong bằng contains().
            The answer to {0!} holds several choices, and '{1!}' is not one of them.|Câu trả lời của {0!} gồm nhiều lựa chọn, mà '{1!}' không phải là một trong số đó.
            Write selected(…, 'code') for each choice that is meant, joined by and, or or not().|Viết selected(…, 'mã') cho từng lựa chọn cần xét, nối bằng and, or hoặc not().
            Compare its answer with =, < or >.|So câu trả lời bằng =, < hoặc >.
            No choice of the question {0!} is that number.|Câu hỏi {0!} không có lựa chọn nào là số đó.
            The calculation {0!} never gives a number.|Phép tính {0!} không bao giờ cho ra số.
            Compare it with a text in quotes.|Hãy so với một chữ đặt trong dấu nháy.
            Its choices are {0!}; write one as 'code'.|Các lựa chọn là {0!}; ghi một lựa chọn như 'code'.
            There is no day '{0!}'.|Không có ngày '{0!}'.
            Write it as '2026-11-21'.|Viết như '2026-11-21'.
            The format of format-date must be a text in quotes.|Dạng của format-date phải là chuỗi trong dấu nháy.
            For instance '%d/%m/%Y'.|Ví dụ '%d/%m/%Y'.
            Unknown code {0!} in the format of a date.|Không có mã {0!} trong dạng ngày.
            Use %Y %y %m %n %d %e %%.|Dùng %Y %y %m %n %d %e %%.
            missing-code takes a question.|missing-code cần một câu hỏi.
            Write missing-code(${name}).|Viết missing-code(${tên}).
            jr:choice-name takes the question as its second argument.|Đối số thứ hai của jr:choice-name phải là câu hỏi.
            Write jr:choice-name(${name}, '${name}').|Viết jr:choice-name(${tên}, '${tên}').
            The block says nothing of {0}.|Khối không nhắc gì đến {0}.
            Write a name that its rows refer to, and the form's name that stands for it.|Ghi một tên mà các dòng của khối nhắc đến, và tên của phiếu thay cho tên đó.
            A block can't hold another block.|Khối không được chứa khối khác.
            Name the other block in the form, before or after this one.|Nêu khối kia trong phiếu, trước hoặc sau khối này.
            A block is named by letters, digits, - . and _, and so is its version.|Tên và phiên bản của khối chỉ gồm chữ không dấu, chữ số, dấu - . và _.
            There is no block "{0!}" of version "{1!}".|Không có khối "{0!}" phiên bản "{1!}".
            It must be the file {0}.|Đó phải là tệp {0}.
            The file is read as block "{0!}" of version "{1!}", but calls itself "{2!}" of version "{3!}".|Tệp được đọc là khối "{0!}" phiên bản "{1!}", nhưng tự ghi là "{2!}" phiên bản "{3!}".
            Correct "block", or the name of the file.|Sửa "block", hoặc tên tệp.
            The block is in the languages {0!}, the form in {1!}.|Khối có các ngôn ngữ {0!}, phiếu có {1!}.
            Both must have the same languages.|Hai bên phải có cùng các ngôn ngữ.
            The choice list "{0!}" is another one than that at {1!}.|Danh sách lựa chọn "{0!}" khác với danh sách tại {1!}.
            Lists of one name must be equal, with their choices in the same order; or rename one.|Danh sách cùng tên phải giống nhau, các lựa chọn cùng thứ tự; nếu không thì đổi tên một danh sách.
            """;

    /** What may stand in a sentence for {@code {0}}: words, and phrases with places of their own. */
    static final String WORDS = """
            a text|chuỗi
            a number|số
            an object|đối tượng
            a list|danh sách
            null|null
            true or false|true hoặc false
            the end of the text|hết văn bản
            a control character|ký tự điều khiển
            a truth|đúng hoặc sai
            an expression|biểu thức
            a boolean|true hoặc false
            the end|hết biểu thức
            group|nhóm
            repeat|nhóm lặp
            The group|Nhóm
            The question|Câu hỏi
            label|nhãn ("label")
            hint|gợi ý ("hint")
            title|tên phiếu ("title")
            constraint_message|lời nhắc ("constraint_message")
            warning_message|lời nhắc ("warning_message")
            required_message|lời nhắc ("required_message")
            component|thành phần
            appearance|cách hiển thị
            no arguments|0 đối số
            1 argument|1 đối số
            2,000 rows|2.000 dòng
            20,000 choices|20.000 lựa chọn
            A block|Khối
            A form|Phiếu
            A closing bracket has no opening one|dấu đóng ngoặc không có dấu mở
            Groups are nested deeper than 50|các nhóm lồng nhau quá 50 tầng
            Groups that begin with (? are not supported, except (?: )|chưa hỗ trợ nhóm bắt đầu bằng (?, trừ (?: )
            An opening bracket has no closing one|dấu mở ngoặc không có dấu đóng
            A repetition of a repetition (such as *? or ++) is not supported|chưa hỗ trợ lặp của lặp (như *? hoặc ++)
            A repetition must be {n}, {n,} or {n,m}|số lần lặp phải là {n}, {n,} hoặc {n,m}
            A repetition ends below its start|số lần lặp kết thúc nhỏ hơn bắt đầu
            A repetition is greater than 2000|số lần lặp lớn hơn 2000
            A [ has no ]|dấu [ không có dấu ]
            A range in [ ] must go from a lower to a higher character|khoảng trong [ ] phải đi từ ký tự nhỏ đến ký tự lớn
            [ ] is empty|[ ] trống
            Write \\[ for the sign itself inside [ ]|viết \\[ nếu là chính dấu đó trong [ ]
            \\D, \\W and \\S are not supported inside [ ]|chưa hỗ trợ \\D, \\W và \\S trong [ ]
            The pattern ends with \\|mẫu kết thúc bằng \\
            The pattern has more than 2,000 states|mẫu có hơn 2.000 trạng thái
            Nothing stands before {0}|trước {0} không có gì
            {0} is supported only at the start or end of the pattern|{0} chỉ dùng ở đầu hoặc cuối mẫu
            Write \\{0} for the sign itself|viết \\{0} nếu là chính dấu đó
            \\{0} is not supported|chưa hỗ trợ \\{0}
            at least {0} argument|ít nhất {0} đối số
            at least {0} arguments|ít nhất {0} đối số
            {0} or {1} arguments|{0} hoặc {1} đối số
            {0} arguments|{0} đối số
            one of {0}|một trong: {0}
            {0} (JSON takes straight double quotes only)|{0} (JSON chỉ dùng dấu ngoặc kép thẳng)
            the text '{0}'|chuỗi '{0}'
            a whole number from {0} to {1}|số nguyên từ {0} đến {1}
            a whole number, {0} or more|số nguyên từ {0} trở lên
            """;

    private FormSentences() {}
}
