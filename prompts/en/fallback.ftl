# Said when the line itself has failed; nothing here may need the store or the office.
sorry = I'm sorry, something went wrong on our side. Let me connect you with the front desk.
nobody = Nobody could take your call. The office will call you back at the number you're calling from. Goodbye.
nobody_no_number = Nobody could take your call. Please call again a little later. Goodbye.
