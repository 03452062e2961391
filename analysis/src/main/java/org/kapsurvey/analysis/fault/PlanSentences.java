package org.kapsurvey.analysis.fault;

/** The sentences of {@link VietnameseFaults} on plans of indicators, as in {@link FaultSentences}. */
final class PlanSentences {
    static final String SENTENCES = """
            A plan's id must be small letters, digits and hyphens, not "{0}".|Mã kế hoạch chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, không phải "{0}".
            Write it as the file is named, such as "hai-phong-2026-2030".|Ghi như tên tệp, ví dụ "hai-phong-2026-2030".
            The plan ends in {0}, before it begins in {1}.|Kế hoạch kết thúc năm {0}, trước năm bắt đầu {1}.
            Correct the years.|Sửa lại các năm.
            The plan has no indicator.|Kế hoạch chưa có chỉ số nào.
            Write it as 2026-06-12, or as 2026-06 where the document does not state the day.|Ghi như 2026-06-12, hoặc 2026-06 nếu văn bản không ghi ngày.
            Write it as 2025-07-01.|Ghi như 2025-07-01.
            The names are not in the order of their days.|Các tên không theo thứ tự ngày.
            Write the earliest first.|Ghi tên sớm nhất trước.
            The province has no name.|Tỉnh, thành phố chưa có tên.
            Write its name and the day from which it has it.|Ghi tên và ngày bắt đầu mang tên đó.
            Objective "{0}" stands twice.|Mục tiêu "{0}" có hai lần.
            Give each objective an id of its own.|Đặt cho mỗi mục tiêu một mã riêng.
            Indicator "{0}" stands twice.|Chỉ số "{0}" có hai lần.
            Give each indicator an id of its own.|Đặt cho mỗi chỉ số một mã riêng.
            There is no objective "{0}".|Không có mục tiêu "{0}".
            Objectives: {0}.|Các mục tiêu: {0}.
            "routes" belongs to what persons tell of a unit.|"routes" chỉ dùng cho điều mà người dân kể về một đơn vị.
            Leave it out: a registered unit tells of itself.|Bỏ đi: đơn vị trong danh bạ tự báo cáo về mình.
            Every registered unit of the kinds is counted, also one whose return is missing.|Mọi đơn vị trong danh bạ thuộc các loại này đều được tính, kể cả đơn vị chưa gửi báo cáo.
            Leave "denominator" out, and name the "kinds" that are meant.|Bỏ "denominator" và nêu các loại "kinds" cần tính.
            Leave "where" out, and name the "kinds" that are meant.|Bỏ "where" và nêu các loại "kinds" cần tính.
            A target must be per cent from 0 to 100.|Chỉ tiêu phải là phần trăm từ 0 đến 100.
            A target of 0 per cent is always reached.|Chỉ tiêu 0 phần trăm thì lúc nào cũng đạt.
            Write the share that is to be reached.|Ghi tỷ lệ cần đạt.
            Write 95 for 95 per cent.|Ghi 95 nếu là 95 phần trăm.
            The target is due in {0}, outside the plan's years {1} to {2}.|Hạn của chỉ tiêu là năm {0}, ngoài các năm {1} đến {2} của kế hoạch.
            Write a year of the plan, or "yearly".|Ghi một năm của kế hoạch, hoặc "yearly" nếu là hằng năm.
            The indicator has no part "{0}" to be set against the target.|Chỉ số không có phần "{0}" để đối chiếu với chỉ tiêu.
            Name one of its parts, or "{0}" for a component of another target.|Nêu một phần của chỉ số, hoặc "{0}" nếu là thành phần của chỉ tiêu khác.
            The part "{0}" is a mean of points, the target is a share.|Phần "{0}" là điểm trung bình, còn chỉ tiêu là tỷ lệ.
            Give its score a "cutOff".|Đặt ngưỡng "cutOff" cho điểm của phần đó.
            The indicator is about nobody.|Chỉ số chưa nói về nhóm nào.
            Describe at least one group.|Nêu ít nhất một nhóm.
            Group "{0}" stands twice.|Nhóm "{0}" có hai lần.
            Give each group of the indicator an id of its own.|Đặt cho mỗi nhóm của chỉ số một mã riêng.
            A group's id must be a name, not "{0}".|Mã nhóm phải là một tên, không phải "{0}".
            Use letters, digits and underscores, beginning with a letter.|Dùng chữ không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ.
            "required" belongs to groups of persons.|"required" chỉ dùng cho nhóm người.
            Leave it out: registered units are counted whether there are many or none.|Bỏ đi: đơn vị trong danh bạ được tính dù nhiều hay không có.
            "kinds" belongs to units of a register.|"kinds" chỉ dùng cho đơn vị trong danh bạ.
            The key "kinds" is missing.|Thiếu khóa "kinds".
            No kind of unit is named.|Chưa nêu loại đơn vị nào.
            The plan has no kind of unit "{0}".|Kế hoạch không có loại đơn vị "{0}".
            Its kinds are {0}.|Các loại: {0}.
            Leave it out, or write "counts": "units".|Bỏ đi, hoặc ghi "counts": "units".
            Name the kinds of the register's units that are counted.|Nêu các loại đơn vị trong danh bạ được tính.
            The oldest age {0} is below the youngest, {1}.|Tuổi lớn nhất {0} nhỏ hơn tuổi nhỏ nhất {1}.
            Correct the ages.|Sửa lại các tuổi.
            A part must have one of numerator, scale and score.|Mỗi phần phải có một trong: numerator, scale, score.
            Write "numerator": an expression.|Ghi "numerator": một biểu thức.
            A part's id must be a name that expressions can use, not "{0}".|Mã của phần phải là tên dùng được trong biểu thức, không phải "{0}".
            Part "{0}" stands twice.|Phần "{0}" có hai lần.
            Give each part of the plan an id of its own.|Đặt cho mỗi phần trong kế hoạch một mã riêng.
            Name the questions that are counted.|Nêu các câu hỏi được tính.
            Name each item once.|Mỗi mục chỉ nêu một lần.
            A cut-off must be a number, not "{0}": one that the sample sets, as its mean or median, makes rates that no two rounds can compare.|Ngưỡng phải là một số, không phải "{0}": ngưỡng do mẫu quyết định, như trung bình hay trung vị của mẫu, làm cho tỷ lệ của hai đợt không so được với nhau.
            Write the number; of an earlier round's mean the mean that it had.|Ghi con số; nếu lấy trung bình của đợt trước thì ghi số trung bình đó.
            No made-up interview of form "{0}" is of the group "{1}" of {2}.|Không có lượt trả lời thử nào của phiếu "{0}" thuộc nhóm "{1}" của {2}.
            Check the group's ages and condition against the form.|Đối chiếu tuổi và điều kiện của nhóm với phiếu.
            Form "{0}" asks question "{1}" of nobody in the group "{2}" of {3}.|Phiếu "{0}" không hỏi ai thuộc nhóm "{2}" của {3} câu "{1}".
            Ask the group in the form, or leave the question out of the rule.|Hỏi nhóm này trong phiếu, hoặc bỏ câu hỏi khỏi cách tính.
            Form "{0}" asks question "{1}" of only some of the group "{2}" of {3}: {4} of {5} made-up interviews skip it ({6}).|Phiếu "{0}" chỉ hỏi câu "{1}" với một phần nhóm "{2}" của {3}: {4} trong {5} lượt trả lời thử bỏ qua câu này ({6}).
            Ask them too, or let the rule say what counts for them.|Hỏi cả những người đó, hoặc ghi rõ trong cách tính họ được tính thế nào.
            A target of {0} is judged as {1} per cent.|Chỉ tiêu {0} được hiểu là {1} phần trăm.
            Did you mean {0}? Targets are per cent.|Có phải là {0} không? Chỉ tiêu ghi theo phần trăm.
            This never holds, whatever is answered: nobody would be counted by it.|Điều kiện này không bao giờ đúng, trả lời gì cũng vậy: không ai được tính.
            Compare an answer with something; of everybody write 1 alone.|So một câu trả lời với một giá trị; tính tất cả mọi người thì chỉ ghi 1.
            This numerator looks at no answer, so it is the same for everybody.|Tử số này không xét câu trả lời nào nên như nhau với mọi người.
            Write a condition on a question, such as "${q} = 'yes'".|Ghi điều kiện về một câu hỏi, ví dụ "${q} = 'yes'".
            The cut-off {0} divides nobody: the score goes from {1} to {2}.|Ngưỡng {0} không phân chia được ai: điểm chỉ từ {1} đến {2}.
            A score in per cent reaches the cut-off {0} with {1} per cent of the points.|Điểm tính theo phần trăm đạt ngưỡng {0} khi chỉ có {1} phần trăm số điểm.
            Did you mean {0}? Cut-offs of such a score are per cent.|Có phải là {0} không? Ngưỡng của điểm này ghi theo phần trăm.
            Routes are a number of persons, not yes or no.|"routes" là số người, không phải có hay không.
            Routes are a number of persons, not a text.|"routes" là số người, không phải chuỗi.
            Routes are a number of persons, but "{0}" is a part.|"routes" là số người, nhưng "{0}" là một phần của chỉ số.
            Routes are a number of persons, but question "{0}" is of type {1}.|"routes" là số người, nhưng câu hỏi "{0}" thuộc loại {1}.
            Let the answers choose the number, as in "if(${q} = 'yes', 2, 1)".|Để câu trả lời chọn con số, ví dụ "if(${q} = 'yes', 2, 1)".
            Routes can't be {0}: who tells of a unit is one of those who could.|"routes" không thể là {0}: người kể về một đơn vị là một trong những người có thể kể.
            Write how many persons of the population could tell of the unit, 1 or more.|Ghi có bao nhiêu người trong dân số có thể kể về đơn vị đó, từ 1 trở lên.
            A score in per cent beside {0} is compared with {1} per cent of the points.|Điểm tính theo phần trăm đặt cạnh {0} là so với {1} phần trăm số điểm.
            Did you mean {0}? Such a score goes from 0 to 100.|Có phải là {0} không? Điểm này đi từ 0 đến 100.
            The number {0} divides nobody: the score goes from {1} to {2}.|Con số {0} không phân chia được ai: điểm chỉ từ {1} đến {2}.
            Write a number between the least and the most.|Ghi một số nằm giữa mức thấp nhất và mức cao nhất.
            Question "{0}" stands in the repeat "{1}" of form "{2}", so it has no column in the table of those who answer.|Câu hỏi "{0}" nằm trong nhóm lặp "{1}" của phiếu "{2}" nên không có cột trong bảng người trả lời.
            Let a calculation outside the repeat sum it up, and name that.|Để một phép tính ở ngoài nhóm lặp tổng hợp lại, rồi nêu phép tính đó.
            In an analysis '' is unknown, so that a comparison with it never holds.|Trong phân tích, '' là không rõ nên phép so với nó không bao giờ đúng.
            Write is-missing(…), or not(is-missing(…)) of whoever has answered.|Viết is-missing(…), hoặc not(is-missing(…)) cho người đã trả lời.
            In an analysis a number and a text are never equal.|Trong phân tích, số và chuỗi không bao giờ bằng nhau.
            Write a number without quotes and a code in quotes, or convert one of the two by number(…) or string(…).|Ghi số không có dấu nháy, mã có dấu nháy, hoặc đổi một trong hai bằng number(…) hay string(…).
            Write a number above the least and up to the most.|Ghi một số lớn hơn mức thấp nhất và không vượt quá mức cao nhất.
            Units of a register have no age.|Đơn vị trong danh bạ không có tuổi.
            Leave "age" out, and name the "kinds" that are meant.|Bỏ "age" và nêu các loại "kinds" cần tính.
            {0} is computed or judged otherwise than before ({1}), and its rule has the same version.|{0} được tính hoặc đánh giá khác trước ({1}) mà phiên bản cách tính vẫn như cũ.
            Count the rule's "version" up.|Tăng "version" của cách tính.
            The key "comparable" is missing.|Thiếu khóa "comparable".
            Write false unless the figure measures the same thing in the same way.|Ghi false, trừ khi con số đo cùng một điều theo cùng một cách.
            """;

    private PlanSentences() {}
}
