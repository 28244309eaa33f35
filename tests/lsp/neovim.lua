-- Opens the plan given in $PLAN with the server in $SERVER, does what a person does, and writes what it sees to $SEEN.
local seen = {}
local function write()
  vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.SEEN)
end
local function waited(what, condition)
  if not vim.wait(tonumber(vim.env.PATIENCE) * 1000, condition, 20) then
    seen.failed = what
    write()
    vim.cmd("cquit!")
  end
end

vim.cmd("edit " .. vim.env.PLAN)
local client = vim.lsp.start_client({ name = "luzplan", cmd = { vim.env.SERVER, "-m", "luzplan", "lsp" } })
vim.lsp.buf_attach_client(0, client)

local function problems()
  return vim.diagnostic.get(0)
end
waited("diagnostics", function() return #problems() > 0 end)
seen.problems = vim.tbl_map(function(one) return { one.lnum + 1, one.code, one.message } end, problems())

local function ask(method, extra)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(), extra or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000)
  return answers[client].result
end
vim.fn.search("Психлог")
seen.hover = ask("textDocument/hover").contents.value

vim.fn.search("who: Совет")
vim.cmd("normal! 6l")
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", { newName = "Совет школ" }), "utf-16")
vim.cmd("%s/Психлог/Психолог/")
waited("the mended text", function()
  return vim.tbl_isempty(vim.tbl_filter(function(one) return one.code == "LP101" end, problems()))
end)
seen.lines = vim.api.nvim_buf_get_lines(0, 0, -1, true)
write()
vim.cmd("quitall!")
