sympathy = I'm sorry to hear that. Let me see who can help you right away.
