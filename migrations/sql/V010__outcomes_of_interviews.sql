-- A form tells not only a refusal: who was not met, who was kept from answering, and who is not one of those that it is for.
alter table interview drop constraint interview_outcome_check;
alter table interview add constraint interview_outcome_check check (outcome in (
    'complete', 'partial', 'refusal', 'non-contact', 'other', 'unknown-household', 'unknown-other', 'ineligible'));
