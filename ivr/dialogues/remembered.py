"""The records that may stand among a call's values, or in what was agreed, and so have to be read back from JSON."""

from ivr.dialogue.call import Records
from ivr.dialogue.effects import Partly, Refusal, TurnTo
from ivr.office import records, requests

RECORDS = Records(
    records.Patient, records.Visit, records.Opening,
    requests.Charts, requests.Kind, requests.Notice, requests.Offer, requests.Desk, requests.Outcome, requests.TextTo,
    requests.BookVisit, requests.ApprovedVisit, requests.CancelVisit, requests.MoveVisit, requests.LeaveMessage, requests.RegisterPatient,
    requests.FindCallers, requests.FindCharts, requests.FindVisits, requests.FindMovable, requests.FindKind,
    requests.FindNotice, requests.FindOpenings, requests.ClaimOpening, requests.FindDesk,
    requests.FindFirstKind, requests.FindAlike, requests.FindGuarantor, requests.FindMissed,
    requests.FindWaiting, requests.Waiting, requests.FindDue, requests.Due,
    requests.FindTexting, requests.TextVisit,
    requests.FindToday, requests.FindAccepted, requests.FindFamily, requests.Family,
    requests.ConfirmVisit, requests.HurryVisit, requests.TellLate,
    Refusal, Partly, TurnTo,
)
