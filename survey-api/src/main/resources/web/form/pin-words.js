// The words of the PIN.
import {addWords} from '/words.js';

addWords({
  vi: {
    pin: 'Mã PIN',
    pinNew: 'Mã PIN mới',
    pinAgain: 'Nhập lại mã PIN',
    pinKeep: 'Dùng mã PIN này',
    pinOpen: 'Mở',
    pinChoose: 'Chọn mã PIN cho máy này',
    pinChooseHow:
      'Phỏng vấn đang làm dở được khóa trên máy này bằng mã PIN của riêng bạn, để người dùng chung máy hoặc nhặt được máy không đọc được.',
    pinRule: (count) => `Ít nhất ${count} chữ số; càng dài càng khó đoán. Đừng dùng ngày sinh hay số điện thoại.`,
    pinNoWayBack: 'Hãy nhớ mã này: không ai, kể cả quản trị viên, mở lại được phỏng vấn dở nếu bạn quên mã.',
    pinTooShort: (count) => `Mã PIN cần ít nhất ${count} chữ số và chỉ gồm chữ số.`,
    pinGuessed: 'Mã này dễ đoán quá, như 000000 hay 123456. Hãy chọn mã khác.',
    pinNotAgain: 'Hai lần nhập không giống nhau. Hãy nhập lại.',
    pinEnter: 'Nhập mã PIN',
    pinEnterHow: 'Mã PIN mở các phỏng vấn dở của bạn trên máy này.',
    pinLockedHow: 'Phỏng vấn đã được khóa vì máy để yên một lúc hoặc đã đổi người dùng. Các câu trả lời đã lưu vẫn còn.',
    pinMissing: 'Hãy nhập mã PIN.',
    pinWrong: 'Mã PIN không đúng.',
    pinWait: (seconds) => `Thử lại được sau ${seconds} giây.`,
    pinForgotten: 'Quên mã PIN?',
    pinForgottenTitle: 'Quên mã PIN',
    pinForgottenHow: (count) =>
      count === 0
        ? 'Trên máy này không có phỏng vấn dở nào của bạn. Hãy chọn mã PIN mới.'
        : `Không có mã PIN thì không ai mở được ${count} phỏng vấn dở của bạn trên máy này. Có thể giữ lại, phòng khi bạn nhớ ra mã cũ, hoặc xóa hẳn. Phỏng vấn đã kết thúc không bị ảnh hưởng.`,
    pinTryAgain: 'Thử lại mã PIN',
    pinAnew: 'Chọn mã PIN mới',
    pinKeepAndAnew: 'Giữ lại, chọn mã PIN mới',
    pinDiscard: (count) => `Xóa ${count} phỏng vấn dở`,
    pinDiscardSure: (count) => `Xóa hẳn ${count} phỏng vấn dở? Các câu trả lời sẽ mất và không lấy lại được.`,
    pinDiscardYes: (count) => `Xóa hẳn ${count} phỏng vấn dở và chọn mã PIN mới`,
    pinInsecure: 'Cần kết nối an toàn',
    pinInsecureHow:
      'Trang này đang mở qua kết nối không mã hóa (http), nên trình duyệt không cho khóa câu trả lời. Hãy mở địa chỉ bắt đầu bằng https, hoặc hỏi quản trị viên.',
  },

  en: {
    pin: 'PIN',
    pinNew: 'New PIN',
    pinAgain: 'The PIN once more',
    pinKeep: 'Use this PIN',
    pinOpen: 'Open',
    pinChoose: 'Choose a PIN for this device',
    pinChooseHow: 'Interviews in progress are locked on this device by a PIN of your own, so that who shares or finds the device can’t read them.',
    pinRule: (count) => `At least ${count} digits; the longer, the harder to guess. No birthday, no telephone number.`,
    pinNoWayBack: 'Remember it: nobody, the administrator included, can open interviews in progress if you forget it.',
    pinTooShort: (count) => `A PIN needs at least ${count} digits and nothing but digits.`,
    pinGuessed: 'That one is guessed too easily, like 000000 or 123456. Choose another.',
    pinNotAgain: 'The two are not alike. Type them again.',
    pinEnter: 'Type your PIN',
    pinEnterHow: 'The PIN opens your interviews in progress on this device.',
    pinLockedHow: 'The interview was locked because nobody touched the device for a while, or its user has changed. Saved answers are still there.',
    pinMissing: 'Type your PIN.',
    pinWrong: 'That is not the PIN.',
    pinWait: (seconds) => `The next try is possible in ${seconds} s.`,
    pinForgotten: 'Forgotten your PIN?',
    pinForgottenTitle: 'A forgotten PIN',
    pinForgottenHow: (count) =>
      count === 0
        ? 'There is no interview in progress of yours on this device. Choose a new PIN.'
        : `Without the PIN nobody can open your ${count === 1 ? 'interview' : `${count} interviews`} in progress on this device. Keep them, in case you remember the old PIN, or delete them for good. Finished interviews are not concerned.`,
    pinTryAgain: 'Try again',
    pinAnew: 'Choose a new PIN',
    pinKeepAndAnew: 'Keep them, choose a new PIN',
    pinDiscard: (count) => (count === 1 ? 'Delete 1 interview in progress' : `Delete ${count} interviews in progress`),
    pinDiscardSure: (count) => `Delete ${count === 1 ? 'the interview' : `${count} interviews`} in progress for good? The answers can’t be brought back.`,
    pinDiscardYes: () => 'Delete for good and choose a new PIN',
    pinInsecure: 'A secure connection is needed',
    pinInsecureHow: 'This page is open over an unencrypted connection (http), where the browser can’t lock answers. Open the address that begins with https, or ask the administrator.',
  },
});
