package org.kapsurvey.analysis.fault;

/**
 * The sentences of {@link VietnameseFaults} on frames, plans, rounds, registers and returns, one a line, the English one first: {@code {0}} and so
 * on stand for what differs from fault to fault.
 */
final class FaultSentences {
    static final String SENTENCES = """
            There is no form "{0}".|Không có phiếu "{0}".
            Forms: {0}.|Các phiếu: {0}.
            Part "{0}" has the name of a question of form "{1}".|Phần "{0}" trùng tên với một câu hỏi của phiếu "{1}".
            Give the part another id, for instance with the indicator's number in front.|Đặt mã khác cho phần này, ví dụ thêm số của chỉ tiêu ở trước.
            Form "{0}" has no question "{1}", and no part of that id stands before.|Phiếu "{0}" không có câu hỏi "{1}", và không có phần nào mang mã đó ở trước.
            Form "{0}" has no question "{1}".|Phiếu "{0}" không có câu hỏi "{1}".
            Name a question of the form.|Hãy nêu một câu hỏi của phiếu.
            Question "{0}" has no right answer and no points, so it can't be scored.|Câu "{0}" không có câu trả lời đúng cũng không có điểm nên không tính điểm được.
            Question "{0}" has no right answer, so it can't be scored.|Câu "{0}" không có câu trả lời đúng nên không tính điểm được.
            Give it "kap": {"right": [code]} in the form, or leave it out of the scale.|Ghi "kap": {"right": [mã]} cho câu đó trong phiếu, hoặc bỏ câu khỏi thang điểm.
            Form "{0}" scores "{1}" otherwise than form "{2}".|Phiếu "{0}" tính điểm câu "{1}" khác phiếu "{2}".
            Give the question the same choices and the same "kap" in both, or another name in one.|Dùng cùng lựa chọn và cùng "kap" ở cả hai phiếu, hoặc đặt tên khác ở một phiếu.
            Name the question that holds the age.|Hãy nêu câu hỏi có tuổi.
            Question "{0}" is of type {1}, an age is a number.|Câu "{0}" kiểu {1}, còn tuổi phải là số.
            The part "{0}" is 1 or 0, so this never holds.|Phần "{0}" chỉ bằng 1 hoặc 0, nên điều này không bao giờ đúng.
            Compare it with 1 for those whom it counts, with 0 for the others.|Hãy so với 1 cho người được tính, với 0 cho người khác.
            Name a question of type integer or a calculation that gives a number.|Hãy nêu câu kiểu integer hoặc phép tính cho ra số.
            The calculation "{0}" never gives a number, an age is one.|Phép tính "{0}" không bao giờ cho ra số, mà tuổi là số.
            The form does not take the age {0} in question "{1}", so people of that age can't be counted.|Phiếu không nhận tuổi {0} ở câu "{1}" nên không đếm được người ở tuổi đó.
            Make the group's ages and the question's constraint agree.|Sửa tuổi của nhóm hoặc ràng buộc của câu hỏi cho khớp nhau.
            This is neither a form (key "survey"), a block (keys "block" and "survey") nor a plan (key "plan").|Đây không phải phiếu (khóa "survey"), khối (khóa "block" và "survey") hay kế hoạch (khóa "plan").
            Check that it is the right file.|Kiểm tra xem có đúng tệp không.
            This is a folder, not a file.|Đây là một thư mục, không phải tệp.
            Name the files in it that are meant, such as FOLDER/*.json.|Nêu các tệp cần dùng trong thư mục, ví dụ THƯ_MỤC/*.json.
            There is no such file.|Không có tệp này.
            Check the name.|Kiểm tra tên tệp.
            The file is not UTF-8.|Tệp không phải mã UTF-8.
            The text "{0}" is empty.|Chuỗi "{0}" trống.
            Write it, in that language.|Hãy viết bằng ngôn ngữ đó.
            Write it.|Hãy viết vào.
            A frame's id must be small letters, digits, hyphens and underscores, not "{0}".|Mã khung chỉ gồm chữ thường không dấu, chữ số, dấu gạch nối và gạch dưới, không thể là "{0}".
            Begin with a letter and write at most 40 of them, such as "{0}".|Bắt đầu bằng chữ và không quá 40 ký tự, ví dụ "{0}".
            The target group "{0}" is missing.|Thiếu nhóm đối tượng "{0}".
            Every frame has it: it stands for everyone.|Khung nào cũng có nhóm này: đó là toàn bộ dân số.
            The frame names no table of areas.|Khung không nêu bảng địa bàn nào.
            Describe at least one.|Mô tả ít nhất một bảng.
            "{0}" must be small letters, digits and underscores.|"{0}" chỉ được gồm chữ thường không dấu, chữ số và dấu gạch dưới.
            Name the column with the code of the commune.|Nêu cột có mã xã.
            Name the column with the names of the areas.|Nêu cột có tên địa bàn.
            "{0}" is not declared.|"{0}" chưa được khai báo.
            Declare it under "{0}" of the frame.|Khai báo ở "{0}" của khung.
            A code needs at least one column.|Mã cần ít nhất một cột.
            Name it.|Hãy nêu tên cột.
            "digits" must hold whole numbers from 0 to {0}.|"digits" phải gồm các số nguyên từ 0 đến {0}.
            "digits" has {0} numbers for {1} columns.|"digits" có {0} số cho {1} cột.
            Write one for each column, 0 where the number of digits is not fixed.|Ghi một số cho mỗi cột, 0 nếu số chữ số không cố định.
            The first "{0}" must have no "from": it holds from the beginning.|"{0}" đầu tiên không có "from": nó có hiệu lực từ đầu.
            This "{0}" must have a "from" later than the one before.|"{0}" này phải có "from" muộn hơn cái trước.
            Write a date, or {"column": "…"}.|Ghi một ngày, hoặc {"column": "…"}.
            "{0}" is no date.|"{0}" không phải là ngày.
            "{0}" is no day.|"{0}" không phải là ngày.
            Write it as {0}.|Viết như {0}.
            The kind "{0}" stands twice.|Loại "{0}" có hai lần.
            Name it once.|Chỉ nêu một lần.
            No file of returns is named.|Chưa nêu tệp phiếu trả lời nào.
            The confidence must lie between 0 and 1.|Độ tin cậy phải nằm giữa 0 và 1.
            Write 0.95 for 95 %.|Viết 0.95 cho 95%.
            A sample must name the drawn units either in a file or in a column of the register.|Mẫu phải nêu đơn vị được chọn trong một tệp hoặc trong một cột của danh bạ.
            Write "file": "drawn.csv" or "column": "drawn"; leave "sample" out in a census.|Ghi "file": "drawn.csv" hoặc "column": "drawn"; điều tra toàn bộ thì bỏ "sample".
            Two questions have the id "{0}".|Hai câu hỏi có cùng mã "{0}".
            Give each an id of its own; "columns" may name the same column.|Đặt cho mỗi câu một mã riêng; "columns" có thể nêu cùng một cột.
            A target is a share from 0 to 1.|Chỉ tiêu là tỷ lệ từ 0 đến 1.
            A direction needs a target.|Có "direction" thì phải có chỉ tiêu.
            Write "target", or leave it out.|Ghi "target", hoặc bỏ khóa này.
            No question is asked.|Chưa có câu hỏi nào.
            Write at least one.|Ghi ít nhất một câu.
            The question has no column.|Câu hỏi chưa có cột nào.
            Name columns of the returns, or leave the key out.|Nêu các cột của phiếu trả lời, hoặc bỏ khóa này.
            Units are grouped by "{0}" twice.|Đơn vị được nhóm theo "{0}" hai lần.
            The {0} of a unit can only be told from a frame.|Chỉ có khung mới cho biết {0} của một đơn vị.
            Write "frame": "frame.json", or group by "area".|Ghi "frame": "frame.json", hoặc nhóm theo "area".
            The first row must be the header, but is blank or absent.|Dòng đầu phải là dòng tiêu đề, nhưng trống hoặc không có.
            Write the columns' names there.|Ghi tên các cột vào dòng đó.
            Correct the frame "{0}", or the date.|Sửa khung "{0}" hoặc ngày.
            "{0}" is no path.|"{0}" không phải là đường dẫn.
            Give a path from the job's folder.|Ghi đường dẫn tính từ thư mục của bản mô tả.
            The file is not there.|Không có tệp này.
            Check its path; the job names files from its own folder.|Kiểm tra đường dẫn và chọn đủ các tệp mà bản mô tả nêu.
            The file can't be read.|Không đọc được tệp.
            Check that it is a file that you may read.|Kiểm tra quyền đọc tệp.
            The job is not UTF-8.|Bản mô tả không phải mã UTF-8.
            Save it as UTF-8.|Lưu lại dưới dạng UTF-8.
            The name "{0}" can't be the id of a stored survey.|Tên "{0}" không dùng được làm mã khi lưu.
            Begin with a small letter, then small letters, digits, - and _, 40 at most.|Bắt đầu bằng chữ thường, rồi chữ thường không dấu, chữ số, dấu - và _, không quá 40 ký tự.
            A file can't be sent under this name.|Không gửi được tệp với tên này.
            Give it a plain name, other than {0}, and name it so in the job.|Đặt cho tệp một tên đơn giản, khác {0}, và nêu đúng tên đó trong bản mô tả.
            The header lacks the column "{0}".|Dòng tiêu đề thiếu cột "{0}".
            Its columns are {0}.|Các cột hiện có: {0}.
            The cell in the column "{0}" is empty.|Ô ở cột "{0}" trống.
            Give each unit a code of its own.|Đặt cho mỗi đơn vị một mã riêng.
            Fill it in.|Điền vào ô.
            "{0}" in the column "{1}" is no day.|"{0}" ở cột "{1}" không phải là ngày.
            "{0}" in the column "{1}" is neither yes nor no.|"{0}" ở cột "{1}" không phải là có hay không.
            Write yes or 1, no or 0; leave the cell empty, or write missing, where there is no answer.|Ghi yes hoặc 1, no hoặc 0; để trống hoặc ghi missing nếu chưa trả lời.
            The kind "{0}" of the unit "{1}" is not declared.|Loại "{0}" của đơn vị "{1}" chưa được khai báo.
            The kinds are {0}.|Các loại: {0}.
            The unit "{0}" ends on {1}, before it begins on {2}.|Đơn vị "{0}" kết thúc ngày {1}, trước ngày bắt đầu {2}.
            Correct the days; both belong to the validity.|Sửa các ngày; cả hai ngày đều tính vào thời gian có hiệu lực.
            The unit "{0}" stands twice on the same days: {1} here, {2} at {3}.|Đơn vị "{0}" có hai lần trong cùng những ngày: {1} ở đây, {2} tại {3}.
            Give another unit another code; of the same unit, end the one validity before the other begins.|Đơn vị khác thì đặt mã khác; cùng một đơn vị thì kết thúc thời gian trước rồi mới bắt đầu thời gian sau.
            The area "{0}" of the unit "{1}" is not in the frame of {2}.|Địa bàn "{0}" của đơn vị "{1}" không có trong khung ngày {2}.
            Correct the area's code, or take the frame that has it.|Sửa mã địa bàn, hoặc dùng khung có địa bàn đó.
            The unit "{0}" returned twice, first at {1}.|Đơn vị "{0}" trả lời hai lần, lần đầu tại {1}.
            Keep the return that holds, and take the other one out.|Giữ phiếu đúng và bỏ phiếu kia.
            The unit "{0}" answers "{1}", which is not asked of the kind "{2}".|Đơn vị "{0}" trả lời câu "{1}", câu này không hỏi loại "{2}".
            Empty the cell, or name the kind in the question's "kinds".|Xóa ô, hoặc nêu loại đó trong "kinds" của câu hỏi.
            The unit "{0}" returned, but is not in the register.|Đơn vị "{0}" có phiếu trả lời nhưng không có trong danh bạ.
            Correct its code, or register it with the days on which it exists.|Sửa mã, hoặc ghi vào danh bạ cùng những ngày đơn vị tồn tại.
            The unit "{0}" returned, but is not registered on {1}: {2}.|Đơn vị "{0}" có phiếu trả lời nhưng không có trong danh bạ ngày {1}: {2}.
            Take the return out, or correct the days in the register.|Bỏ phiếu đó, hoặc sửa các ngày trong danh bạ.
            The unit "{0}" returned, but was not drawn.|Đơn vị "{0}" có phiếu trả lời nhưng không được chọn.
            Take the return out: units that were not drawn do not stand for others.|Bỏ phiếu đó: đơn vị không được chọn không đại diện cho đơn vị khác.
            No unit that is asked "{0}" is registered on {1}.|Ngày {1} không có đơn vị nào trong danh bạ được hỏi "{0}".
            Correct the question's kinds, the date, or the register.|Sửa "kinds" của câu hỏi, ngày, hoặc danh bạ.
            The unit "{0}" was drawn twice.|Đơn vị "{0}" được chọn hai lần.
            Name each drawn unit once.|Mỗi đơn vị được chọn chỉ nêu một lần.
            The drawn unit "{0}" is not registered on {1}.|Đơn vị được chọn "{0}" không có trong danh bạ ngày {1}.
            Draw from the register of that day, or correct the code.|Chọn từ danh bạ của ngày đó, hoặc sửa mã.
            No unit was drawn of the register, in which {0} are asked.|Không chọn đơn vị nào của danh bạ, trong đó {0} đơn vị thuộc diện được hỏi.
            No unit was drawn of the stratum "{0}", in which {1} are asked.|Không chọn đơn vị nào của tầng "{0}", trong đó {1} đơn vị thuộc diện được hỏi.
            Draw from every stratum, or leave its kind out of the questions.|Chọn ở mọi tầng, hoặc bỏ loại đó khỏi các câu hỏi.
            The sample has strata by "stratum", but the register has no such column.|Mẫu chia tầng theo "stratum" nhưng danh bạ không có cột này.
            Add it to the register, or take it out of "{0}".|Thêm cột vào danh bạ, hoặc bỏ khỏi "{0}".
            Units are grouped by "stratum", but the register has no such column.|Đơn vị được nhóm theo "stratum" nhưng danh bạ không có cột này.
            Units are grouped by "flags", but none has any.|Đơn vị được nhóm theo "flags" nhưng không đơn vị nào có đặc điểm.
            Fill the register's column "flags", or take it out of "by".|Điền cột "flags" của danh bạ, hoặc bỏ khỏi "by".
            The list "{0}" is empty.|Danh sách "{0}" trống.
            Write at least one of them.|Ghi ít nhất một mục.
            Nothing decides the size.|Chưa có gì quyết định cỡ mẫu.
            Write a "margin", fixed "clusters", or a "budget" among the costs.|Nhập sai số cho phép ("margin"), số cụm ấn định ("clusters"), hoặc ngân sách ("budget").
            Nothing decides how many units a cluster gives.|Chưa có gì quyết định số đơn vị mỗi cụm.
            Write "take", or a "cost" from which it can be found.|Nhập số đơn vị mỗi cụm ("take"), hoặc chi phí ("cost") để tính ra.
            Only the rule "power" has an exponent.|Chỉ quy tắc "power" có số mũ.
            Leave it out, or write "rule": "power".|Bỏ số mũ, hoặc ghi "rule": "power".
            The plan has no strata.|Kế hoạch chưa có tầng nào.
            Name a frame and "strata" by which it is parted, or list "strata" with their "population" and "clusters".|Nêu một khung và cách chia tầng ("strata"), hoặc liệt kê các tầng với dân số ("population") và số cụm ("clusters").
            There is a stratum "{0}" too.|Đã có một tầng tên "{0}".
            Strata are domains of themselves; give it another name.|Mỗi tầng đã là một nhóm phân tích; hãy đặt tên khác.
            There is no stratum "{0}".|Không có tầng "{0}".
            The strata are {0}.|Các tầng: {0}.
            The domain has no strata.|Nhóm phân tích không có tầng nào.
            Name at least one, or leave the key out for all.|Nêu ít nhất một tầng, hoặc bỏ khóa này để lấy tất cả.
            The plan has no "groups".|Kế hoạch không có "groups".
            Declare the group there, or leave the key "group" out.|Khai báo nhóm ở đó, hoặc bỏ khóa "group".
            The expected rate of "{0}" is missing.|Thiếu tỷ lệ mong đợi của "{0}".
            Write "rate": a share above 0 and below 1, or name an "earlier" round that has it.|Ghi "rate": tỷ lệ lớn hơn 0 và nhỏ hơn 1, hoặc nêu đợt trước ("earlier") có tỷ lệ này.
            The intraclass correlation of "{0}" is missing.|Thiếu hệ số tương quan nội cụm của "{0}".
            Write "icc": a share from 0 to 1, or name an "earlier" round that has its design effect.|Ghi "icc": tỷ lệ từ 0 đến 1, hoặc nêu đợt trước ("earlier") có hệ số thiết kế.
            Stratum "{0}" has the rate {1} here, but among the rates of "{2}" it has {3}.|Tầng "{0}" ở đây có tỷ lệ {1}, nhưng trong "rates" của "{2}" lại là {3}.
            Write it once: the rate of a stratum is that of the leading indicator.|Chỉ ghi một lần: tỷ lệ của tầng là tỷ lệ của chỉ số dẫn đầu.
            The rate before is the expected rate, so there is no change to find.|Tỷ lệ đợt trước bằng tỷ lệ mong đợi nên không có thay đổi nào để phát hiện.
            Write two different rates, or leave "before" out.|Ghi hai tỷ lệ khác nhau, hoặc bỏ "before".
            There is no "earlier" round to take it from.|Không có đợt trước ("earlier") để lấy.
            Name one, or write the rate.|Nêu một đợt, hoặc ghi tỷ lệ.
            There is no domain or stratum "{0}".|Không có nhóm phân tích hay tầng "{0}".
            Neither a visit nor an interview costs anything.|Cả lần đến thăm lẫn phiếu hoàn thành đều không có chi phí.
            Write "visit" or "interview" above 0.|Ghi "visit" hoặc "interview" lớn hơn 0.
            It is not said how many households a cluster lists.|Chưa biết mỗi cụm lập danh sách bao nhiêu hộ.
            Write "listed": households per cluster.|Ghi "listed": số hộ mỗi cụm.
            The name of a {0} is empty.|Có {0} chưa được đặt tên.
            Give it a name.|Hãy đặt tên.
            There are two {0} "{1}".|Có hai {0} cùng tên "{1}".
            Give each a name of its own.|Đặt cho mỗi mục một tên riêng.
            There is no {0} "{1}".|Không có {0} "{1}".
            Declare it.|Hãy khai báo.
            Write per cent as a share: {0}.|Ghi phần trăm dưới dạng tỷ lệ: {0}.
            The service reads no files.|Máy chủ không đọc tệp.
            Write the values into the sample plan, or run ./kap sample plan.|Ghi thẳng các giá trị vào kế hoạch mẫu, hoặc dùng lệnh ./kap sample plan.
            Indicators times domains and strata are {0}, more than {1}.|Số chỉ số nhân số nhóm và tầng là {0}, nhiều hơn {1}.
            Plan fewer at once, or run ./kap sample plan.|Tính ít hơn mỗi lần, hoặc dùng lệnh ./kap sample plan.
            The plan names a frame, but no stage that draws from it.|Kế hoạch nêu khung nhưng không có cấp nào chọn từ khung đó.
            Write "stages", or leave the frame out and list "strata".|Ghi "stages", hoặc bỏ khung và liệt kê các tầng.
            "{0}" names no stored frame.|"{0}" không phải là khung đã lưu.
            Write its id, version and day, as in {0}.|Ghi mã, phiên bản và ngày, ví dụ {0}.
            There is no frame {0} version {1}.|Không có khung {0} phiên bản {1}.
            Import one first.|Hãy lưu một khung trước.
            There are {0}.|Hiện có {0}.
            The plan does not say the frame's day.|Kế hoạch chưa nêu ngày của khung.
            The date is {0}, but the file is of {1}.|Ngày ghi là {0}, nhưng tệp là của ngày {1}.
            Write the same day in both.|Ghi cùng một ngày ở cả hai chỗ.
            Choose another day.|Chọn ngày khác.
            The plan was made for another frame: it names {0}, this one is {1}.|Kế hoạch lập cho khung khác: kế hoạch nêu {0}, khung này là {1}.
            Take the frame that the plan was made for; if the other is the right one, write its hash.|Dùng khung mà kế hoạch được lập; nếu khung kia mới đúng thì ghi mã băm của nó.
            Areas in which areas are drawn can't be cut into segments: of a segment nobody knows which areas it has.|Địa bàn mà trong đó còn chọn địa bàn nhỏ hơn thì không chia đoạn được: không ai biết một đoạn gồm những địa bàn nào.
            Write "segments" at the last stage of areas.|Ghi "segments" ở bước chọn địa bàn cuối cùng.
            Of {0} ({1}), which is self-representing, only one unit is cut into segments, and all others are drawn with certainty; variance needs 2 PSUs.|Trong {0} ({1}), địa bàn tự đại diện, chỉ có một đơn vị được chia đoạn và mọi đơn vị khác đều chắc chắn được chọn; tính phương sai cần 2 PSU.
            Raise "above" of the segments, so that it is visited as a whole.|Tăng "above" của phần chia đoạn để khảo sát cả đơn vị đó.
            Raise the upper bound, or lower the lower one.|Tăng giới hạn trên hoặc giảm giới hạn dưới.
            The frame has no area of the level {0} to draw from.|Khung không có địa bàn cấp {0} để chọn.
            Import areas of that level, or draw from another.|Nhập địa bàn cấp đó, hoặc chọn ở cấp khác.
            On {0} the frame has no areas with a population.|Vào ngày {0} khung không có địa bàn nào có dân số.
            Ask for a day on which it has.|Hãy chọn ngày khung có địa bàn.
            There is no area "{0}" in the frame.|Không có địa bàn "{0}" trong khung.
            Name codes of the frame, or leave the key "within" out.|Nêu mã có trong khung, hoặc bỏ khóa "within".
            There is no stratum "{0}" to be merged.|Không có tầng "{0}" để gộp.
            No area of the frame has the property or flag "{0}".|Không địa bàn nào của khung có thuộc tính hay đặc điểm "{0}".
            Use one of {0}; no area has a flag on that day.|Dùng một trong: {0}; ngày đó không địa bàn nào có đặc điểm.
            Use one of {0}, or a flag: {1}.|Dùng một trong: {0}, hoặc một đặc điểm: {1}.
            {0} of the areas to draw from have no size "{1}" above 0: {2}.|{0} địa bàn để chọn không có quy mô "{1}" lớn hơn 0: {2}.
            Import their sizes, or measure size by another target group.|Nhập quy mô của chúng, hoặc tính quy mô theo nhóm khác.
            The area {0} has the size {1}, below the minimum {2}.|Địa bàn {0} có quy mô {1}, dưới mức tối thiểu {2}.
            Name the neighbour that it is merged with under "with", or lower the minimum.|Nêu địa bàn lân cận để gộp ở "with", hoặc giảm mức tối thiểu.
            The plan has no seed.|Kế hoạch chưa có chuỗi khởi tạo ngẫu nhiên.
            Write "seed": any text, once, before the draw.|Ghi "seed": một chuỗi bất kỳ, một lần, trước khi chọn.
            The plan has no stages.|Kế hoạch chưa có cấp chọn nào.
            Say under "stages" what is drawn.|Ghi ở "stages" chọn những gì.
            The first stage has no count.|Cấp một chưa có số đơn vị.
            Strata without a count: {0}.|Các tầng chưa có số đơn vị: {0}.
            Stratum "{0}" has {1} units, of which {2} can't be drawn.|Tầng "{0}" có {1} đơn vị nên không chọn được {2}.
            Lower the count, or merge the stratum with another.|Giảm số đơn vị, hoặc gộp tầng này với tầng khác.
            Stratum "{0}" gets {1} PSUs; variance needs 2.|Tầng "{0}" chỉ có {1} PSU; tính phương sai cần 2.
            Raise the count, or merge the stratum with another.|Tăng số đơn vị, hoặc gộp tầng này với tầng khác.
            Stratum "{0}" gets 1 PSU beside those that are self-representing; variance needs 2. Self-representing: {1}.|Tầng "{0}" chỉ có 1 PSU ngoài các đơn vị tự đại diện; tính phương sai cần 2. Tự đại diện: {1}.
            Stratum "{0}" has self-representing units, and no stage draws in them: {1}.|Tầng "{0}" có đơn vị tự đại diện mà không cấp nào chọn trong đó: {1}.
            Add a stage, of whose units at least 2 in each are drawn: they are its PSUs.|Thêm một cấp chọn ít nhất 2 đơn vị trong mỗi đơn vị đó: chúng là các PSU.
            {0} has {1} units to draw from; it is self-representing and needs {2}.|{0} có {1} đơn vị để chọn; đơn vị này tự đại diện nên cần {2}.
            {0} has {1} units to draw from; it needs {2}.|{0} có {1} đơn vị để chọn nhưng cần {2}.
            Lower the count, merge less, or have all taken with "tooFew": "all".|Giảm số đơn vị, gộp ít hơn, hoặc lấy tất cả bằng "tooFew": "all".
            Lower the count, merge less, or have all taken with "tooFew": "all"; at least 2 must be there, for they are its PSUs.|Giảm số đơn vị, gộp ít hơn, hoặc lấy tất cả bằng "tooFew": "all"; phải có ít nhất 2 vì đó là các PSU.
            Lower the count, merge less, or have all taken with "tooFew": "all"; or write "selfRepresenting": "fixed" at the first stage: either way its households have a smaller chance than others.|Giảm số đơn vị, gộp ít hơn, hoặc lấy tất cả bằng "tooFew": "all"; hoặc ghi "selfRepresenting": "fixed" ở cấp một: cả hai cách đều làm hộ ở đó có xác suất chọn thấp hơn các nơi khác.
            No area of the frame has a size "{0}".|Không địa bàn nào của khung có quy mô "{0}".
            The values of "{0}" are {1}.|Các giá trị của "{0}": {1}.
            The name must be letters, digits, - . or _, 40 at most.|Tên chỉ gồm chữ không dấu, chữ số, dấu - . hoặc _, không quá 40 ký tự.
            Choose such a name.|Hãy chọn tên như vậy.
            The seed is empty.|Chuỗi khởi tạo ngẫu nhiên trống.
            Write any text, and keep it.|Ghi một chuỗi bất kỳ và giữ lại.
            A later round of a panel is checked against the round before.|Đợt sau của mẫu lặp phải được đối chiếu với đợt trước.
            Draw it by ./kap sample draw with --before, and load it.|Chọn bằng lệnh ./kap sample draw với --before, rồi nạp vào đợt.
            {0} more faults of the same kind are in this file.|Còn {0} lỗi cùng loại trong tệp này.
            Correct those that are told first.|Hãy sửa những lỗi đã nêu trước.
            Check its path.|Kiểm tra đường dẫn.
            The size in column "{0}" must be a whole number above 0, found "{1}".|Quy mô ở cột "{0}" phải là số nguyên lớn hơn 0, nhưng ở đây là "{1}".
            The size in column "{0}" must be a whole number, 0 or more, found "{1}".|Quy mô ở cột "{0}" phải là số nguyên từ 0 trở lên, nhưng ở đây là "{1}".
            Write its digits alone, or leave out areas where nobody lives.|Chỉ ghi các chữ số, hoặc bỏ địa bàn không có người ở.
            The round has a sample already, which {0}.|Đợt này đã có mẫu khác ({0}).
            Load what continues that sample, or open a round of its own for this one.|Nạp phần tiếp theo của mẫu đó, hoặc mở một đợt riêng cho mẫu này.
            Of the areas that the round has {0} would be others: {1}.|Trong các địa bàn mà đợt này đã có, {0} địa bàn sẽ bị thay đổi: {1}.
            Of the households that the round has {0} would be others: {1}.|Trong các hộ mà đợt này đã có, {0} hộ sẽ bị thay đổi: {1}.
            Of the persons that the round has {0} would be others: {1}.|Trong những người mà đợt này đã có, {0} người sẽ bị thay đổi: {1}.
            Of the areas that the round has {0} are not in the folder: {1}.|Trong các địa bàn mà đợt này đã có, {0} địa bàn không có trong thư mục: {1}.
            Of the households that the round has {0} are not in the folder: {1}.|Trong các hộ mà đợt này đã có, {0} hộ không có trong thư mục: {1}.
            Of the persons that the round has {0} are not in the folder: {1}.|Trong những người mà đợt này đã có, {0} người không có trong thư mục: {1}.
            No form of the round is asked of the groups {0} of the sample; its forms with their groups: {1}.|Mẫu chọn người thuộc nhóm {0} nhưng không phiếu nào của đợt hỏi nhóm đó; các phiếu của đợt và nhóm của phiếu: {1}.
            Write the forms' groups in the sample plan and in the rosters and draw again, or load it into a round that has forms of these groups. Persons who are really to be asked nothing: ./kap sample load --not-asked {0}.|Ghi đúng tên nhóm của phiếu trong kế hoạch mẫu và danh sách nhân khẩu rồi chọn lại, hoặc nạp vào đợt có phiếu cho các nhóm này. Nếu đợt này thật sự không hỏi những người đó: ./kap sample load --not-asked {0}.
            The sample has no such groups without a form: {0}.|Mẫu không có nhóm nào như vậy mà thiếu phiếu: {0}.
            Leave --not-asked out: every group has a form.|Bỏ --not-asked: nhóm nào cũng có phiếu.
            Those without a form are {0}.|Các nhóm không có phiếu: {0}.
            Load the folder of a draw that continues the one that was loaded.|Nạp thư mục của lần chọn nối tiếp lần đã nạp.
            Write "count": how many PSUs are drawn in all, or in each stratum; or have them planned, with "size" and "indicators".|Ghi "count": số PSU tất cả hoặc trong mỗi tầng; hoặc để máy phân bổ theo "size" và "indicators".
            Nobody in them could be drawn: give them one, merge them, or leave their areas out with "within".|Không ai ở đó có thể được chọn: ghi số, gộp các tầng, hoặc bỏ địa bàn đó bằng "within".
            "content" must be Base64.|"content" phải ở dạng Base64.
            Encode each part of the file by itself.|Mã hóa riêng từng phần của tệp.
            "{0}" can't be the id of a round.|"{0}" không thể là mã của đợt khảo sát.
            A title must have 1 to {0} letters.|Tên đợt phải có từ 1 đến {0} ký tự.
            The year must be from {0} to {1}, found {2}.|Năm phải từ {0} đến {1}, nhưng ở đây là {2}.
            The design effect must be 1 or more.|Hệ số thiết kế phải từ 1 trở lên.
            Take the one that the size was planned with; 1 for a simple random sample.|Lấy hệ số đã dùng khi tính cỡ mẫu; 1 nếu là mẫu ngẫu nhiên đơn giản.
            There is no plan "{0}".|Không có kế hoạch "{0}".
            There is no questionnaire "{0}".|Không có phiếu hỏi "{0}".
            The plans are {0}.|Hiện có các kế hoạch {0}.
            The questionnaires are {0}.|Hiện có các phiếu hỏi {0}.
            None is published; ./kap serve publishes those of the folder questionnaires.|Chưa công bố phiếu nào; lệnh ./kap serve công bố các phiếu trong thư mục questionnaires.
            A round must ask a questionnaire.|Mỗi đợt khảo sát phải hỏi ít nhất một phiếu.
            Name one or more.|Nêu một hoặc nhiều phiếu.
            The questionnaire "{0}" stands twice.|Phiếu hỏi "{0}" có hai lần.
            A round asks one version of it: name it once.|Mỗi đợt chỉ hỏi một phiên bản của phiếu: chỉ nêu một lần.
            The question "{0}" is {1} in "{2}" and {3} in "{4}"; in one round a name is one question.|Câu hỏi "{0}" có kiểu {1} trong "{2}" và kiểu {3} trong "{4}"; trong một đợt, mỗi tên chỉ là một câu hỏi.
            Open a round for each of the two, or give one of the questions another name.|Mở riêng mỗi phiếu một đợt, hoặc đặt tên khác cho một trong hai câu hỏi.
            {0} codes can't be ids in a round: {1}.|{0} mã không thể dùng làm mã trong đợt khảo sát: {1}.
            Use letters without accents, digits and . - _, beginning with a letter or digit, 60 at most.|Dùng chữ không dấu, chữ số và dấu . - _, bắt đầu bằng chữ hoặc chữ số, không quá 60 ký tự.
            The register has no unit that a form of the round is for.|Danh bạ không có đơn vị nào thuộc loại mà phiếu của đợt hỏi.
            Open a round with forms that the plan has units return.|Mở một đợt với các phiếu mà kế hoạch giao cho đơn vị trả lời.
            Its forms are for {0}.|Các phiếu của đợt dành cho {0}.
            The round has selected somebody under {0} of the codes already: {1}.|Đợt khảo sát đã chọn {0} người hoặc đơn vị có cùng mã: {1}.
            Give the units other codes.|Đặt mã khác cho các đơn vị.
            Units of kinds that no form of the round is for were drawn together with others, so that nobody knows how many of these are registered, in {0}.|Đơn vị thuộc loại không có phiếu trong đợt được chọn chung với các đơn vị khác nên không biết có bao nhiêu đơn vị loại này trong danh bạ, ở {0}.
            Draw the sample of each kind apart, with "kind" among its strata, or open a round with forms for all of these kinds.|Chọn mẫu riêng cho từng loại, với "kind" trong các tầng, hoặc mở đợt có phiếu cho mọi loại này.
            A factor must be from 1 to 1000 with at most three decimals, found {0!}.|Hệ số phải từ 1 đến 1000, nhiều nhất ba chữ số thập phân, nhưng ở đây là {0!}.
            Write for instance 1.5.|Ví dụ viết 1.5.
            The share that is kept must be from 0 to 1.|Tỷ lệ giữ lại phải từ 0 đến 1.
            Write for instance 0.5.|Ví dụ viết 0.5.
            A login name must begin with a small letter and have 2 to 40 small letters without accents, digits, dots, - or _, for instance lan.nt.|Tên đăng nhập bắt đầu bằng chữ thường, gồm 2 đến 40 chữ thường không dấu, chữ số, dấu chấm, - hoặc _, ví dụ lan.nt.
            The name that others read must have 1 to 100 characters.|Họ tên phải có từ 1 đến 100 ký tự.
            A {0} needs the code of at least one province or commune.|Vai trò {0} cần mã của ít nhất một tỉnh, thành phố hoặc một xã, phường.
            An area must be the code of a province (2 digits) or a commune (5 digits), found "{0}".|Địa bàn phải là mã tỉnh, thành phố (2 chữ số) hoặc mã xã, phường (5 chữ số), nhưng ở đây là "{0}".
            The password of a {0} must have {1} characters or more, found {2}.|Mật khẩu của {0} phải có từ {1} ký tự trở lên, nhưng ở đây có {2}.
            The password of an {0} must have {1} characters or more, found {2}.|Mật khẩu của {0} phải có từ {1} ký tự trở lên, nhưng ở đây có {2}.
            Several words that have nothing to do with one another are easy to remember.|Vài từ không liên quan đến nhau thì dễ nhớ.
            A password must have {0} characters at most, found {1}.|Mật khẩu có nhiều nhất {0} ký tự, nhưng ở đây có {1}.
            This password is guessed early: it is a common one, or made of names, days, repetitions or rows of the keyboard.|Mật khẩu này dễ bị đoán: quá thông dụng, hoặc ghép từ tên, ngày tháng, ký tự lặp lại hay các phím liền nhau.
            Take several words that have nothing to do with one another, or a random one.|Hãy dùng vài từ không liên quan đến nhau, hoặc một mật khẩu ngẫu nhiên.
            There is an account {0!} already.|Đã có tài khoản {0!}.
            Take another name, or give that account a new password.|Hãy chọn tên khác, hoặc đặt mật khẩu mới cho tài khoản đó.
            Who becomes an administrator needs a new password.|Người trở thành quản trị viên cần có mật khẩu mới.
            """;

    /** What may stand for a place of a sentence that is not in quotes; in quotes it is the author's own. */
    static final String WORDS = """
            group|nhóm đối tượng
            groups|nhóm đối tượng
            indicator|chỉ số
            indicators|chỉ số
            domain|nhóm phân tích
            domains|nhóm phân tích
            stratum|tầng
            strata|tầng
            estimate|ước lượng
            kind|loại
            grouping|cách nhóm
            column of strata|cột chia tầng
            unit|cấp
            rule|quy tắc
            method|cách chọn
            direction|chiều
            A frame|Khung
            A sample plan|Kế hoạch mẫu
            A job on institutions|Bản mô tả
            The body|Nội dung gửi lên
            surveyor|điều tra viên
            supervisor|giám sát viên
            statistician|cán bộ thống kê
            manager|lãnh đạo
            administrator|quản trị viên
            province|tỉnh, thành phố
            commune|xã, phường, đặc khu
            residential_group|thôn, tổ dân phố
            has another seed|khác chuỗi khởi tạo
            is of another round of the panel|thuộc đợt khác của mẫu lặp
            a share above 0 and below 1|tỷ lệ lớn hơn 0 và nhỏ hơn 1
            a share from 0 to 1|tỷ lệ từ 0 đến 1
            a share above 0, at most 1|tỷ lệ lớn hơn 0, không quá 1
            0 or more|từ 0 trở lên
            1 or more|từ 1 trở lên
            above 0|lớn hơn 0
            above 1|lớn hơn 1
            """;

    private FaultSentences() {}
}
